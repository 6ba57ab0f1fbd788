// Every generator in every storage: runs of a few steps, exported three ways, and drawn by ONNX Runtime Web's own wasm
// in Chromium, number for number. The golden pair of each package was computed by LibTorch and agreed with natively.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser, open_page } from '../support/browser.mjs';
import { reverie } from '../support/program.mjs';
import { write_sprites } from '../support/sprites.mjs';
import { serve_site_with, site_folder } from '../support/test_site.mjs';

const smoke = fileURLToPath(new URL('../../native/recipes/gan/smoke.toml', import.meta.url));
const built = JSON.parse(readFileSync(new URL('../../build/public.json', import.meta.url), 'utf8'));
const storages = ['fp32', 'fp16', 'int8'];
const at_64_px = ['size=64', 'd-widths=4,4,6,6,6,8,8', 'transposed-widths=12,8,6,4'];
const kinds = {
  stack: { data: 'sprites', sets: [] },
  trunk: { data: 'procedural:de-stijl', sets: ['generator=trunk', ...at_64_px] },
  transposed: { data: 'procedural:de-stijl', sets: ['generator=transposed', ...at_64_px] },
};

let folder;
let browser;
let site;

function ran(args) {
  const result = reverie(args);
  assert.equal(result.status, 0, result.err);
  return result;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-storages-'));
  write_sprites(join(folder, 'sprites'));
  const packages = [];
  for (const [kind, { data, sets }] of Object.entries(kinds)) {
    const source = data === 'sprites' ? join(folder, data) : data;
    const run = ran([
      ...['train', 'gan', '--data', source, '--config', smoke, '--seed', '3', '--out', join(folder, `runs-${kind}`)],
      ...sets.flatMap((set) => ['--set', set]),
    ]).last;
    kinds[kind].run = run;
    for (const storage of storages) {
      const id = `${kind}-${storage}`;
      const said = ran(['export', run, '--weights', storage]).out;
      assert.match(said, new RegExp(`Weights are stored as ${storage}: `));
      cpSync(join(run, 'export'), join(folder, id), { recursive: true });
      packages.push({ id, title: id, folder: join(folder, id) });
    }
  }
  browser = await launch_browser();
  site = await serve_site_with(packages);
});

after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const card_of = (id) => JSON.parse(readFileSync(join(folder, id, 'model.json'), 'utf8'));

function floats(id, name) {
  const bytes = readFileSync(join(folder, id, name));
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

// One picture by the worker that the site plays with, asked as the page asks it: with the runtime's first file alone, for
// whatever our exporter writes must be among what scripts/first-functions tries.
function drawn_in_page(page, id) {
  const card = card_of(id);
  const { name, bytes, sha256 } = card.files.find(({ role }) => role === 'generator');
  const numbers = floats(id, card.golden.input);
  let begin = 0;
  const inputs = card.inputs.map(({ name, shape }) => {
    const data = numbers.slice(begin, begin + shape[1]);
    begin += shape[1];
    return { name, dims: [1, shape[1]], data };
  });
  const worker = readdirSync(join(site_folder, 'assets')).find(
    (file) => file.endsWith('.js') && readFileSync(join(site_folder, 'assets', file), 'utf8').includes('is no graph'),
  );
  const served = (file) => ({ ...file, url: `${site.url}/${file.url}` });
  const order = {
    worker: `${site.url}/assets/${worker}`,
    runtime: served(built.runtime),
    check: served(built.check),
    file: { url: `${site.url}/models/${id}/${name}`, bytes, sha256 },
    inputs,
  };
  return page.evaluate(async ({ worker, runtime, check, file, inputs }) => {
    const port = new Worker(worker, { type: 'module' });
    const ask = (request) =>
      new Promise((resolve, reject) => {
        port.onerror = (event) => reject(new Error(event.message));
        port.onmessage = ({ data }) => {
          if (data.kind === 'done') resolve(data);
          if (data.kind === 'failed') reject(new Error(data.sentence));
        };
        port.postMessage(request);
      });
    try {
      await ask({ kind: 'start', id: 1, runtime, check });
      await ask({ kind: 'load', id: 2, model: 1, file });
      const tensors = inputs.map(({ name, dims, data }) => ({ name, dims, data: new Float32Array(data) }));
      const { outputs } = await ask({ kind: 'run', id: 3, model: 1, inputs: tensors });
      return [...outputs[0].data];
    } finally {
      port.terminate();
    }
  }, order);
}

for (const kind of Object.keys(kinds))
  for (const storage of storages)
    test(`${kind} as ${storage}: native = web`, async () => {
      const id = `${kind}-${storage}`;
      const card = card_of(id);
      const dtypes = new Set(card.weights.map(({ dtype }) => dtype));
      assert.ok(dtypes.has({ fp32: 'float32', fp16: 'float16', int8: 'int8' }[storage]), [...dtypes].join());
      const page = await open_page(browser);
      await page.goto(`${site.url}/`);
      const drawn = await drawn_in_page(page, id);
      const wanted = floats(id, card.golden.output);
      assert.equal(drawn.length, wanted.length);
      const side = kind === 'stack' ? 16 : 64;
      assert.equal(wanted.length, 3 * side * side);
      const off = drawn.map((value, i) => Math.abs(value - wanted[i]));
      const max = Math.max(...off);
      const mean = off.reduce((sum, value) => sum + value, 0) / off.length;
      assert.ok(max <= 1e-4 && mean <= 1e-5, `${id} differs by at most ${max}, ${mean} in the mean`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

test('smaller storage is a smaller file, and publishing keeps what it was asked for', () => {
  const bytes = (id) => card_of(id).files.find(({ role }) => role === 'generator').bytes;
  assert.ok(bytes('trunk-int8') < bytes('trunk-fp16') && bytes('trunk-fp16') < bytes('trunk-fp32'));
  const order = ['publish', kinds.transposed.run, '--id', 'kept', '--title', 'Kept', '--licence', 'CC0-1.0'];
  const said = ran([...order, '--author', 'the tests', '--models', join(folder, 'models'), '--weights', 'fp16']).out;
  assert.match(said, /weights as fp16, checked/);
  ran(['check', join(folder, 'models', 'kept')]);
});
