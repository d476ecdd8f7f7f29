// Runs the tests in test/ with Node's own test runner: bundles them first, since they are TypeScript.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("test/", import.meta.url));
const outdir = fileURLToPath(new URL("node_modules/.cache/attachment-guide-tests/", import.meta.url));
const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));

await build({
  entryPoints: tests.map((name) => folder + name),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  sourcemap: "inline",
});

const files = tests.map((name) => outdir + name.replace(/ts$/, "mjs"));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
process.exit(status ?? 1);
