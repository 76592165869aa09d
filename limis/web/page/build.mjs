// Builds the page: node build.mjs [FOLDER], by default ../static. No network, nothing but what npm has installed.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { notice } from "./notice.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const into = resolve(process.argv[2] ?? join(here, "..", "static"));

const shared = { absWorkingDir: here, bundle: true, minify: true, metafile: true, logLevel: "warning", outdir: into };

await rm(into, { recursive: true, force: true });
await mkdir(into, { recursive: true });
const script = await build({
  ...shared,
  entryPoints: { page: "src/main.ts", microphone: "src/voice/frames.ts" },
  format: "esm",
  target: "es2022",
  legalComments: "none", // all licences are in the NOTICE
  // NiiVue reads Zarr from the network. This page never does: without it there are fewer codecs to trust.
  alias: { zarrita: "./src/viewer/without_zarr.ts" },
});
await build({ ...shared, entryPoints: { page: "style/page.css" } });
for (const name of ["index.html", "icon.svg"]) await copyFile(join(here, name), join(into, name));
await writeFile(join(into, "NOTICE"), await notice(here, Object.keys(script.metafile.inputs)));
