// Makes the page that the server carries: one script, one style sheet, the licences of what is in them.
import { build, context } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const out = join(home, "../src/main/resources/org/imprint/serve/playground");
const watch = process.argv.includes("--watch");

const options = {
  absWorkingDir: home,
  entryPoints: { app: "src/main.tsx" },
  outdir: out,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  minify: !watch,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  jsx: "automatic",
  jsxImportSource: "preact",
};

/** Names of the packages whose files are in the script, sorted. */
function bundled(metafile) {
  const names = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, part] of Object.entries(output.inputs)) {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (found && part.bytesInOutput > 0) {
        names.add(found[1]);
      }
    }
  }
  return [...names].sort();
}

async function licenceOf(name) {
  const folder = join(home, "node_modules", name);
  const facts = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).sort().find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) {
    throw new Error(`${name} must carry its licence, has none`);
  }
  const text = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
  return `${name} ${facts.version}\n${facts.license}\n\n${text}\n`;
}

async function licences(metafile) {
  const parts = await Promise.all(bundled(metafile).map(licenceOf));
  const head = "Parts of others in this page, and their licences.\n";
  return [head, ...parts].join(`\n${"-".repeat(78)}\n\n`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await cp(join(home, "src/index.html"), join(out, "index.html"));
await cp(join(home, "src/icon.svg"), join(out, "icon.svg"));
if (watch) {
  await (await context(options)).watch();
} else {
  const { metafile } = await build(options);
  await writeFile(join(out, "licences.txt"), await licences(metafile));
}
