// Bundles the widget into the one file that the server hands out, and what is alive on the studio's pages.
// Translations of its words become files of their own beside it, fetched by those who need them.
// `--package` makes the ES module of the npm package instead; its types are made by tsc.
// `--verify` writes nothing and fails if the file is not what the sources make.
import { build } from "esbuild";
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const outfile = new URL("../channels/web/static/attachment-guide.js", import.meta.url).pathname;
const LARGEST_GZIPPED = 40 * 1024;

/** Lit's templates keep their indentation in the bundle; HTML does not need it, and CSS no line breaks either. */
const squeezeTemplates = {
  name: "squeeze-templates",
  setup(build) {
    const squeeze = (filter, between) =>
      build.onLoad({ filter }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replace(/\n\s+/g, between),
        loader: "ts",
      }));
    squeeze(/src\/(element|views\/[^/]+)\.ts$/, "\n");
    squeeze(/src\/styles\/[^/]+\.ts$/, "");
  },
};

const options = {
  entryPoints: [new URL("src/index.ts", import.meta.url).pathname],
  bundle: true,
  minify: true,
  target: "es2021",
  // A page that does not say how it is encoded still shows every sign of the chat.
  charset: "ascii",
  legalComments: "none",
  banner: { js: "/*! Attachment Guide. Contains Lit, BSD-3-Clause: see attachment-guide.licenses.txt */" },
  plugins: [squeezeTemplates],
};

if (process.argv.includes("--package")) {
  const folder = new URL("dist/", import.meta.url);
  // Lit is a dependency of the package, so that a page with other elements made with it has it once.
  await build({
    ...options,
    outfile: new URL("attachment-guide.js", folder).pathname,
    format: "esm",
    external: ["lit", "lit/*"],
  });
  // The types of the words are those of the file.
  cpSync(new URL("src/data/strings/en.json", import.meta.url), new URL("types/data/strings/en.json", folder));
  process.exit();
}

const { outputFiles } = await build({ ...options, outfile, write: false, format: "iife" });

const strings = new URL("src/data/strings/", import.meta.url);
const translations = readdirSync(strings)
  .filter((name) => name !== "en.json")
  .map((name) => [
    outfile.replace(/js$/, name),
    Buffer.from(JSON.stringify(JSON.parse(readFileSync(new URL(name, strings), "utf8")).words) + "\n"),
  ]);

// What is alive on the studio's pages; visitors never load it.
const studio = await build({
  ...options,
  entryPoints: ["studio/index.ts", "studio/preview-frame.ts"].map((name) => new URL(name, import.meta.url).pathname),
  entryNames: "[name]",
  outdir: new URL("../studio/static/", import.meta.url).pathname,
  write: false,
  format: "iife",
  plugins: [],
});
const renamed = { "index.js": "studio.js", "preview-frame.js": "preview.js" };
const studioFiles = studio.outputFiles.map(({ path, contents }) => [
  path.replace(/[^/]+$/, (name) => renamed[name]),
  contents,
]);

const [{ contents }] = outputFiles;
const files = [[outfile, contents], ...translations, ...studioFiles];
if (process.argv.includes("--verify")) {
  const old = files.filter(([name, made]) => !readFileSync(name).equals(made));
  if (old.length) throw new Error("A bundle or a translation is out of date: run `npm run build`.");
} else {
  for (const [name, made] of files) writeFileSync(name, made);
  copyFileSync(new URL("node_modules/lit/LICENSE", import.meta.url), outfile.replace(/js$/, "licenses.txt"));
}
const size = gzipSync(contents).length;
console.log(`${outfile}: ${(size / 1024).toFixed(1)} KB gzipped`);
if (size > LARGEST_GZIPPED) throw new Error("The bundle is larger than 40 KB gzipped.");
