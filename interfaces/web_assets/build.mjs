// Bundles browser/ into the folder named by the first argument: one script, one early script, one style sheet, the mark,
// each with its content hash in its name, and each also packed with brotli and gzip.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { join } from "node:path";

const folder = process.argv[2];

/** Where a block of the day grid stands, as classes: the page may not carry inline styles (content security policy). */
function positions() {
  const rules = [];
  for (let step = 0; step < 288; step += 1) rules.push(`.at-${step}{grid-row-start:${step + 1}}`);
  for (let steps = 1; steps <= 288; steps += 1) rules.push(`.for-${steps}{grid-row-end:span ${steps}}`);
  for (let steps = 12; steps <= 288; steps += 1) rules.push(`.steps-${steps}{--steps:${steps}}`);
  for (const lanes of [1, 2, 3, 4, 6]) {
    const width = 12 / lanes;
    for (let lane = 0; lane < lanes; lane += 1) {
      rules.push(`.lane-${lane}-of-${lanes}{grid-column:${lane * width + 1}/span ${width}}`);
    }
  }
  for (let percent = 0; percent <= 100; percent += 1) rules.push(`.part-${percent}{--part:${percent}%}`);
  return `@layer positions{${rules.join("")}}`;
}

const generated = {
  name: "generated",
  setup(bundler) {
    bundler.onResolve({ filter: /^generated:positions$/ }, () => ({ path: "positions", namespace: "generated" }));
    bundler.onLoad({ filter: /.*/, namespace: "generated" }, () => ({ contents: positions(), loader: "css" }));
  },
};

await build({
  entryPoints: ["browser/moa.js", "browser/early.js", "browser/moa.css", "browser/mark.svg"],
  outdir: folder,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"],
  loader: { ".svg": "copy" },
  legalComments: "none",
  logLevel: "warning",
  plugins: [generated],
});

for (const name of await readdir(folder)) {
  const plain = await readFile(join(folder, name));
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  await writeFile(join(folder, `${name}.br`), brotli);
  await writeFile(join(folder, `${name}.gz`), gzipSync(plain, { level: 9 }));
}
