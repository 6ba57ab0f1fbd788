// The runtime's two files: what generators call comes first, the rest only when a graph asks for it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { float_type, floats, initializer, int64_type, int64s, model_file, node, value_info } from '../support/onnx.mjs';
import { published_models, serve_site_with } from '../support/test_site.mjs';
import { write_tiny_package } from '../support/tiny_package.mjs';

const folder = mkdtempSync(join(tmpdir(), 'reverie-runtime-'));
let browser;

// image = the sum of z over a window that slides along four directions at once: a convolution that no generator of
// pictures has, and that the runtime keeps in its second file. Every value is a sum of two codes, in [-1,1] after tanh.
function far_fetched() {
  return model_file('far-fetched', [
    node('Reshape', ['z', 'line'], ['row']),
    node('Conv', ['row', 'K'], ['sums']),
    node('Tanh', ['sums'], ['calm']),
    node('Reshape', ['calm', 'flat'], ['seven']),
    node('MatMul', ['seven', 'A'], ['wide']),
    node('MatMul', ['hat', 'B'], ['tint']),
    node('Add', ['wide', 'tint'], ['sum']),
    node('Tanh', ['sum'], ['even']),
    node('Reshape', ['even', 'shape'], ['image']),
    initializer('line', [5], int64_type, int64s([-1, 1, 1, 1, 8])),
    initializer('K', [1, 1, 1, 1, 2], float_type, floats([1, 1])),
    initializer('flat', [2], int64_type, int64s([-1, 7])),
    initializer('A', [7, 768], float_type, floats(Float32Array.from({ length: 7 * 768 }, (_, i) => Math.sin(i)))),
    initializer('B', [3, 768], float_type, floats(Float32Array.from({ length: 3 * 768 }, (_, i) => Math.cos(i)))),
    initializer('shape', [4], int64_type, int64s([-1, 3, 16, 16])),
    value_info(11, 'z', ['N', 8]),
    value_info(11, 'hat', ['N', 3]),
    value_info(12, 'image', ['N', 3, 16, 16]),
  ]);
}

function package_of(id, graph) {
  const change = graph
    ? (card) => {
        const sha256 = createHash('sha256').update(graph).digest('hex');
        return { graph, card: { ...card, files: [{ ...card.files[0], bytes: graph.length, sha256 }] } };
      }
    : undefined;
  write_tiny_package(join(folder, id), { id, title: id, change });
  return { id, title: id, folder: join(folder, id) };
}

const packages = [package_of('tiny'), package_of('far-fetched', far_fetched())];

before(async () => {
  browser = await launch_browser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

// Plays each model in turn; how often which of the two files was asked for, and a hash of each picture.
async function visit(models, spoil) {
  const site = await serve_site_with(packages, spoil);
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  const asked = { first: 0, rest: 0 };
  page.on('request', (request) => {
    if (/\/ort\.[0-9a-f]+\.wasm/.test(request.url())) asked.first += 1;
    if (/\/ort-rest\./.test(request.url())) asked.rest += 1;
  });
  try {
    await page.goto(`${site.url}/play/?piece=latent-walk&model.generator=${models[0]}`);
    await studio_ready(page);
    await models_settled(page);
    const pictures = [];
    for (const model of models)
      pictures.push(
        await page.evaluate(async (id) => {
          const link = `piece=latent-walk&model.generator=${id}&seed=tide&rows=3`;
          try {
            const { rgba } = await window.reverie.render({ piece: 'latent-walk', link, width: 96, height: 96 });
            return new Set(new Uint32Array(rgba.buffer.slice(0))).size;
          } catch (error) {
            return error.message;
          }
        }, model),
      );
    return { asked, pictures, faults: page.faults };
  } finally {
    await page.context().close();
    await site.close();
  }
}

test('what we publish is drawn by the first file alone', async () => {
  const published = published_models().map(({ id }) => id);
  assert.ok(published.length > 0);
  const { asked, pictures, faults } = await visit([...published, 'tiny']);
  assert.deepEqual(asked, { first: 1, rest: 0 });
  for (const colors of pictures) assert.ok(colors > 20, `${colors}`);
  assert.deepEqual(faults, []);
});

test('a graph that asks for the rest gets it once, and every model plays on', async () => {
  const { asked, pictures, faults } = await visit(['tiny', 'far-fetched', 'tiny', 'far-fetched']);
  assert.equal(asked.rest, 1);
  for (const colors of pictures) assert.ok(colors > 20, `${colors}`);
  assert.equal(pictures[0], pictures[2]);
  assert.equal(pictures[1], pictures[3]);
  assert.deepEqual(faults, []);
});

test('where the rest does not arrive a sentence says so, and other models play on', async () => {
  const spoil = (path) => (path.startsWith('/runtime/ort-rest.') ? { status: 503 } : undefined);
  const { pictures } = await visit(['tiny', 'far-fetched', 'tiny'], spoil);
  assert.match(String(pictures[1]), /ort-rest.*503/);
  assert.ok(pictures[0] > 20, `${pictures[0]}`);
  assert.equal(pictures[0], pictures[2]);
});
