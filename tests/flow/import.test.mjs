// Generators that PyTorch's own exporter wrote: imported, checked, and drawn from the same numbers by PyTorch, by the
// desktop and in the page. None of them was trained with Reverie, and none is met by our exporter.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { colors_of, difference, read_png } from '../support/png.mjs';
import { reverie } from '../support/program.mjs';
import { serve_site_with } from '../support/test_site.mjs';

const script = fileURLToPath(new URL('../support/foreign_generators.py', import.meta.url));

// What each file is: further words for the import, its class axis, and the numbers that stand for black and white.
const generators = {
  dcgan: {},
  frozen: {},
  'frozen-four': {},
  embedded: { axis: 'class' },
  'embedded-frozen': { axis: 'class' },
  counted: { axis: 'class', words: ['--classes', '7'] },
  'one-hot': { axis: 'digit', range: [0, 1], words: ['--labels', 'zero,one,two,three,four,five,six'] },
  'one-hot-frozen': { axis: 'digit', range: [0, 1] },
  attention: {},
  'conditional-norm': { axis: 'class' },
  stubborn: {},
  rows: {},
  bytes: { range: [0, 255] },
};

// One of each kind of adaptation; every page takes a while.
const in_the_page = ['dcgan', 'embedded', 'counted', 'one-hot', 'stubborn'];

let folder;
let browser;
let site;

const python = (...words) => {
  const { status, stderr } = spawnSync('python3', [script, ...words], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
};
const package_folder = (name) => join(folder, 'models', name);
const card_of = (name) => JSON.parse(readFileSync(join(package_folder(name), 'model.json'), 'utf8'));

function floats(file) {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-import-'));
  python('export', folder);
  for (const [name, { words = [] }] of Object.entries(generators)) {
    const imported = reverie([
      ...['import', join(folder, `${name}.onnx`), '--id', name, '--title', `The stranger ${name}`],
      ...['--models', join(folder, 'models'), '--scaling', 'nearest', ...words],
    ]);
    assert.equal(imported.status, 0, imported.err);
    assert.equal(imported.err, '', `${name} was imported with noise on standard error`);
  }
  const draws = Object.keys(generators).map((name) => [
    ...[name, join(package_folder(name), card_of(name).golden.input), join(folder, `${name}.f32`)],
  ]);
  python('draw', ...draws.flat());
  browser = await launch_browser();
  const packages = Object.keys(generators).map((id) => ({ id, title: id, folder: package_folder(id) }));
  site = await serve_site_with(packages);
});

after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every imported package passes its own check', () => {
  for (const name of Object.keys(generators)) {
    const checked = reverie(['check', package_folder(name)]);
    assert.equal(checked.status, 0, checked.err);
  }
});

// The golden pair of an import is one row, every class decided: PyTorch draws the same from it. Planes of colours.
function pytorch_draws(name) {
  const values = floats(join(folder, `${name}.f32`));
  return name === 'bytes' ? planes_from_interleaved(values, 16 * 16) : values;
}

function planes_from_interleaved(values, pixels) {
  return Float32Array.from(values, (_, i) => values[(i % pixels) * 3 + Math.floor(i / pixels)]);
}

test('the desktop draws what PyTorch draws', () => {
  for (const [name, { range = [-1, 1] }] of Object.entries(generators)) {
    const wanted = pytorch_draws(name);
    const drawn = floats(join(package_folder(name), card_of(name).golden.output));
    assert.equal(drawn.length, wanted.length, name);
    const half = (range[1] - range[0]) / 2;
    let max = 0;
    let sum = 0;
    for (let i = 0; i < drawn.length; i += 1) {
      const distance = Math.abs(drawn[i] - wanted[i]) / half;
      max = Math.max(max, distance);
      sum += distance;
    }
    const mean = sum / drawn.length;
    assert.ok(max <= 2e-5 && mean <= 2e-6, `${name} differs by at most ${max}, ${mean} in the mean`);
  }
});

// The link whose picture is that of the golden pair: it begins at the first code of seed 1.
function golden_link(name) {
  const { axis } = generators[name];
  const port = card_of(name).inputs.find((one) => one.kind === 'class');
  return ['seed=1', ...(axis ? [`label.${axis}=${port.labels[Math.floor(port.labels.length / 2)]}`] : [])];
}

function render(name, sets, size) {
  const file = join(folder, 'picture.png');
  const drawn = reverie([
    ...['render', 'latent-walk', '--models', join(folder, 'models'), '--model', `generator=${name}`],
    ...['--size', `${size[0]}x${size[1]}`, '--frames', '1', ...sets.flatMap((set) => ['--set', set]), '--out', file],
  ]);
  assert.equal(drawn.status, 0, drawn.err);
  return read_png(readFileSync(file));
}

// Whether the canvas shows this picture at `left`, `top`, each of its pixels `zoom` wide, within one level.
function hangs_at(canvas, { width, height, levels }, zoom, left, top) {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = 4 * ((top + y * zoom + (zoom >> 1)) * canvas.width + left + x * zoom + (zoom >> 1));
      for (let c = 0; c < 3; c += 1) if (Math.abs(levels(x, y, c) - canvas.rgba[at + c]) > 1) return false;
    }
  return true;
}

// The piece decides where a picture hangs and how large; it is found by its pixels.
function hangs_somewhere(canvas, picture) {
  for (let zoom = 14; zoom >= 3; zoom -= 1)
    for (let top = 0; top + zoom * picture.height <= canvas.height; top += 1)
      for (let left = 0; left + zoom * picture.width <= canvas.width; left += 1)
        if (hangs_at(canvas, picture, zoom, left, top)) return true;
  return false;
}

test('the picture on the canvas is PyTorch’s, within one level', () => {
  for (const [name, { range = [-1, 1] }] of Object.entries(generators)) {
    const [, channels, height, width] = card_of(name).outputs[0].shape;
    const values = pytorch_draws(name);
    const levels = (x, y, c) => {
      const value = values[((channels === 1 ? 0 : c) * height + y) * width + x];
      return Math.round(((value - range[0]) / (range[1] - range[0])) * 255);
    };
    const canvas = render(name, golden_link(name), [240, 240]);
    assert.ok(hangs_somewhere(canvas, { width, height, levels }), `${name} does not hang on the canvas`);
  }
});

test('native = web, with a class named and with the class left to the code', async () => {
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  for (const [name, { axis }] of Object.entries(generators)) {
    if (!in_the_page.includes(name)) continue;
    await page.goto(`${site.url}/play/?piece=latent-walk&model.generator=${name}`);
    await studio_ready(page);
    await models_settled(page);
    const free = ['seed=free', 'pad=0.7,-0.3'];
    const links = !axis ? [golden_link(name)] : name === 'one-hot' ? [golden_link(name), free] : [free];
    for (const sets of links) {
      const native = render(name, sets, [320, 160]);
      const web = await page.evaluate(
        async (link) => {
          const { width, height, rgba } = await window.reverie.render({
            piece: 'latent-walk',
            link,
            width: 320,
            height: 160,
          });
          return { width, height, rgba: [...rgba] };
        },
        ['piece=latent-walk', `model.generator=${name}`, ...sets].join('&'),
      );
      const { max, mean } = difference(native, web);
      assert.ok(colors_of(native) >= 8, `the picture of ${name} is all but empty`);
      assert.ok(max <= 2 && mean <= 0.2, `${name} differs by at most ${max}/255, ${mean}/255 in the mean`);
    }
  }
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a file that is none of this is refused in one sentence and leaves nothing', () => {
  const models = join(folder, 'refused');
  const file = join(folder, 'page.onnx');
  writeFileSync(file, '<!doctype html><title>404</title>');
  const refused = reverie(['import', file, '--id', 'page', '--models', models]);
  assert.equal(refused.status, 1);
  assert.match(refused.err, /^reverie: 'page\.onnx' is a web page.*nothing was imported\.\n$/);
  assert.throws(() => readdirSync(models));
});
