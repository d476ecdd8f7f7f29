// Bundles the widget into the one file that the server hands out.
// `--verify` writes nothing and fails if the file is not what the sources make.
import { build } from "esbuild";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
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

const { outputFiles } = await build({
  entryPoints: [new URL("src/index.ts", import.meta.url).pathname],
  outfile,
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: "es2021",
  // A page that does not say how it is encoded still shows every sign of the chat.
  charset: "ascii",
  legalComments: "none",
  banner: { js: "/*! Attachment Guide. Contains Lit, BSD-3-Clause: see attachment-guide.licenses.txt */" },
  plugins: [squeezeTemplates],
});

const [{ contents }] = outputFiles;
if (process.argv.includes("--verify")) {
  if (!readFileSync(outfile).equals(contents)) throw new Error("The bundle is out of date: run `npm run build`.");
} else {
  writeFileSync(outfile, contents);
  copyFileSync(new URL("node_modules/lit/LICENSE", import.meta.url), outfile.replace(/js$/, "licenses.txt"));
}
const size = gzipSync(contents).length;
console.log(`${outfile}: ${(size / 1024).toFixed(1)} KB gzipped`);
if (size > LARGEST_GZIPPED) throw new Error("The bundle is larger than 40 KB gzipped.");
