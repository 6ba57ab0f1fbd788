// Every reference scene as SVG, drawn by Chromium and by resvg at density 2 and compared with our raster. All smooth
// edges in their own way, so pixels along edges differ a little; a wrong meaning shows in whole areas. Where they
// disagree, build/svg/<name>-<who>.png shows theirs, ours and the difference side by side; SHEETS=1 writes that for all.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser, open_page } from '../support/browser.mjs';
import { cut, png_of, read_png } from '../support/png.mjs';

const folder = fileURLToPath(new URL('../../build/svg', import.meta.url));
const program = fileURLToPath(new URL('../../build/native/bin/reverie_svg_scenes', import.meta.url));
const density = 2;

// Levels of 255 on average, and the share of pixels that are off by more than 48 levels in some channel.
const allowed = { mean: 1.5, far: 0.02 };
// Where a scene is hardly more than the edges of thin lines, or where Chromium rounds each of many washes to 8 bits.
const allowed_mean = { hairlines: 3, 'nested-rooms': 3, 'many-washes': 2.5 };

// resvg knows no plus-lighter, and gives up on a stroke wider than the curve it follows.
const beyond_resvg = ['blend-add', 'wide-on-narrow'];

let browser;
let page;
let scenes;

before(async () => {
  if (!existsSync(program)) throw new Error('reverie_svg_scenes is not built; run “make test STAGES=build” first.');
  mkdirSync(folder, { recursive: true });
  const run = spawnSync(program, [folder], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  scenes = JSON.parse(run.stdout);
  browser = await launch_browser();
  page = await open_page(browser, { deviceScaleFactor: density });
});

after(() => browser?.close());

// Transparent places are judged on white and on black at once: as premultiplied colour and alpha.
function premultiplied({ width, height, rgba }) {
  const levels = new Float32Array(rgba.length);
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3] / 255;
    for (let c = 0; c < 3; c += 1) levels[i + c] = rgba[i + c] * alpha;
    levels[i + 3] = rgba[i + 3];
  }
  return { width, height, levels };
}

function compare(a, b) {
  assert.deepEqual([a.width, a.height], [b.width, b.height]);
  let sum = 0;
  let far = 0;
  for (let i = 0; i < a.levels.length; i += 4) {
    const off = [0, 1, 2, 3].map((c) => Math.abs(a.levels[i + c] - b.levels[i + c]));
    sum += off[0] + off[1] + off[2] + off[3];
    if (Math.max(...off) > 48) far += 4;
  }
  return { mean: sum / a.levels.length, far: far / a.levels.length };
}

function write_sheet(name, a, b) {
  const { width, height } = a;
  const at = (picture, x, y) => picture.levels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4);
  const on_white = (pixel) => [0, 1, 2].map((c) => pixel[c] + 255 - pixel[3]).concat(255);
  const sheet = png_of(3 * width, height, (x, y) => {
    if (x < 2 * width) return on_white(at(x < width ? a : b, x % width, y));
    const [one, other] = [at(a, x - 2 * width, y), at(b, x - 2 * width, y)];
    return [0, 1, 2].map((c) => Math.abs(one[c] - other[c])).concat(255);
  });
  writeFileSync(join(folder, `${name}.png`), sheet);
}

// What `who` made of a scene beside what we make of it: nothing, or how far apart they are.
function disagreement(who, { name }, picture) {
  const theirs = premultiplied(picture);
  const ours = premultiplied(read_png(readFileSync(join(folder, `${name}.png`))));
  const { mean, far } = compare(theirs, ours);
  const agrees = mean <= (allowed_mean[name] ?? allowed.mean) && far <= allowed.far;
  if (!agrees || process.env.SHEETS) write_sheet(`${name}-${who}`, theirs, ours);
  if (process.env.SHEETS) console.log(who, name, mean.toFixed(3), (100 * far).toFixed(2));
  return agrees ? [] : [`${name}: mean ${mean.toFixed(2)}, ${(100 * far).toFixed(2)} % far off`];
}

test('Chromium draws each scene as the raster does', async () => {
  const column = 200;
  const row = 150;
  const columns = 5;
  const places = scenes.map((scene, i) => ({ ...scene, x: (i % columns) * column, y: Math.floor(i / columns) * row }));
  const height = Math.ceil(scenes.length / columns) * row;
  await page.setViewportSize({ width: columns * column, height });
  const images = places.map(({ name, x, y }) => {
    const data = readFileSync(join(folder, `${name}.svg`), 'base64');
    return `<img style="position:absolute;left:${x}px;top:${y}px" src="data:image/svg+xml;base64,${data}">`;
  });
  await page.setContent(images.join(''));
  const whole = await page.evaluate(async () => {
    const all = [...document.images];
    await Promise.all(all.map((image) => image.decode().catch(() => {})));
    return all.map((image) => image.naturalWidth);
  });
  assert.deepEqual(
    places.filter((_, i) => whole[i] === 0).map(({ name }) => name),
    [],
    'not well-formed',
  );
  const shot = read_png(await page.screenshot({ omitBackground: true }));
  const apart = places.flatMap((place) => {
    const [x, y, width, high] = [place.x, place.y, place.width, place.height].map((side) => side * density);
    return disagreement('chromium', place, cut(shot, { x, y, width, height: high }));
  });
  assert.deepEqual(apart, []);
});

test('resvg draws each scene as the raster does', () => {
  const out = join(folder, 'resvg.png');
  const apart = scenes
    .filter(({ name }) => !beyond_resvg.includes(name))
    .flatMap((scene) => {
      const run = spawnSync('resvg', ['--zoom', `${density}`, join(folder, `${scene.name}.svg`), out]);
      assert.equal(run.status, 0, `resvg cannot draw ${scene.name}: ${run.stderr ?? run.error}`);
      return disagreement('resvg', scene, read_png(readFileSync(out)));
    });
  assert.deepEqual(apart, []);
});
