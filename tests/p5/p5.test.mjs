// Every sketch of this folder drawn twice at 400×400 and density 2: <name>.js by the real p5 in Chromium, its twin in
// sketches_*.cpp by our reference raster. Both smooth edges in their own way, so a few pixels along edges may differ;
// a different meaning shows in whole areas. Where they disagree, build/p5/<name>.png shows p5, ours and the difference
// side by side; SHEETS=1 writes that for all.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser, open_page } from '../support/browser.mjs';
import { png_of, read_png } from '../support/png.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const sheets = fileURLToPath(new URL('../../build/p5', import.meta.url));
const program = fileURLToPath(new URL('../../build/native/bin/reverie_p5_sketches', import.meta.url));
const p5 = createRequire(import.meta.url).resolve('p5/lib/p5.min.js');
const inter = '/usr/share/fonts/opentype/inter/Inter-Regular.otf';

const names = readdirSync(here)
  .filter((name) => name.endsWith('.js'))
  .map((name) => name.slice(0, -3));

// Levels of 255 on average; the share of pixels that are off by more than 64 levels in some channel; and no square spot
// of so many device pixels a side may be off by that as a whole, since a dot or a stroke too many is a small share.
const allowed = { mean: 1.5, far: 0.01 };
const spot = 4;

let browser;
let page;
let drawn_by_us;

before(async () => {
  mkdirSync(join(sheets, 'ours'), { recursive: true });
  if (!existsSync(program)) throw new Error('reverie_p5_sketches is not built; run “make test STAGES=build” first.');
  const run = spawnSync(program, [join(sheets, 'ours')], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  drawn_by_us = run.stdout.trim().split('\n');
  browser = await launch_browser();
  page = await open_page(browser, { deviceScaleFactor: 2 });
});

after(() => browser?.close());

const face = `@font-face { font-family: Inter; src: url(data:font/otf;base64,${readFileSync(inter, 'base64')}); }`;

async function picture_by_p5(name) {
  await page.goto('about:blank'); // p5 and the sketch before are gone
  await page.setContent(`<style>${face}</style>`);
  await page.evaluate(() => document.fonts.load('12px Inter'));
  await page.addScriptTag({ path: join(here, `${name}.js`) });
  await page.addScriptTag({ path: p5 });
  await page.waitForFunction(() => window.frameCount > 0);
  const url = await page.evaluate(() => document.querySelector('canvas').toDataURL('image/png'));
  assert.deepEqual(page.faults, [], `${name}.js went wrong`);
  return read_png(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
}

// Bare places are judged as they look on white.
function on_white({ width, height, rgba }) {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1)
    for (let c = 0; c < 3; c += 1) rgb[3 * i + c] = 255 + ((rgba[4 * i + c] - 255) * rgba[4 * i + 3]) / 255;
  return { width, height, rgb };
}

/** → {mean, far, widest}: as `allowed` counts them, and the side of the largest square that is off as a whole. */
function compare(a, b) {
  const pixels = a.width * a.height;
  const square = new Uint16Array(pixels); // side of the largest one that ends in each pixel
  let sum = 0;
  let far = 0;
  let widest = 0;
  for (let i = 0; i < pixels; i += 1) {
    const off = [0, 1, 2].map((c) => Math.abs(a.rgb[3 * i + c] - b.rgb[3 * i + c]));
    sum += off[0] + off[1] + off[2];
    if (Math.max(...off) <= 64) continue;
    far += 1;
    const inside = i >= a.width && i % a.width > 0;
    square[i] = inside ? 1 + Math.min(square[i - 1], square[i - a.width], square[i - a.width - 1]) : 1;
    widest = Math.max(widest, square[i]);
  }
  return { mean: sum / (3 * pixels), far: far / pixels, widest };
}

function write_sheet(name, a, b) {
  const { width, height } = a;
  const at = (picture, x, y) => [...picture.rgb.subarray(3 * (y * width + x), 3 * (y * width + x) + 3), 255];
  const sheet = png_of(3 * width, height, (x, y) => {
    if (x < 2 * width) return at(x < width ? a : b, x % width, y);
    const [one, other] = [at(a, x - 2 * width, y), at(b, x - 2 * width, y)];
    return [0, 1, 2].map((c) => Math.abs(one[c] - other[c])).concat(255);
  });
  writeFileSync(join(sheets, `${name}.png`), sheet);
}

test('each sketch has its twin', () => {
  assert.deepEqual([...drawn_by_us].sort(), [...names].sort());
  assert.ok(names.length >= 12);
});

for (const name of names) {
  test(`${name} is the same picture as p5’s`, async () => {
    const theirs = on_white(await picture_by_p5(name));
    const ours = on_white(read_png(readFileSync(join(sheets, 'ours', `${name}.png`))));
    assert.deepEqual([theirs.width, theirs.height], [ours.width, ours.height]);
    const { mean, far, widest } = compare(theirs, ours);
    const words = `mean ${mean.toFixed(2)} of 255 (${allowed.mean}), far ${(far * 100).toFixed(2)} % (${allowed.far * 100} %), spot ${widest} (${spot})`;
    const same = mean <= allowed.mean && far <= allowed.far && widest < spot;
    if (!same || process.env.SHEETS) write_sheet(name, theirs, ours);
    if (process.env.SHEETS) console.log(`${name}: ${words}`);
    assert.ok(same, `${words}; look at build/p5/${name}.png`);
  });
}
