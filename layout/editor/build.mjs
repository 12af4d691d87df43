// Builds the editor of the source pane into one file, with the licences of what is in it beside:
//
//     npm ci && npm run build
//
// The lock file says which packages; what is built is committed, so nobody else needs npm.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "..", "broadsheet", "preview", "web");

const made = await build({
  entryPoints: [join(here, "editor.js")],
  outfile: join(web, "editor.js"),
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // they stand beside, whole
  metafile: true,
});

const packages = new Set();
for (const input of Object.keys(made.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) packages.add(found[1]);
}
const licences = [...packages].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
});
const head = "editor.js is built by layout/editor/build.mjs from these packages.\n";
writeFileSync(join(web, "editor.LICENSE.txt"), [head, ...licences].join(`\n${"-".repeat(72)}\n\n`));
