// The whole path with real parts: pictures → run → package → the same picture natively and in Chromium, by ONNX
// Runtime Web's own wasm. One way for plain pictures (the procedural set), one for layered sprites with label axes.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { colors_of, difference, read_png } from '../support/png.mjs';
import { reverie } from '../support/program.mjs';
import { write_sprites } from '../support/sprites.mjs';
import { published_models, serve_site_with } from '../support/test_site.mjs';

const smoke = fileURLToPath(new URL('../../native/recipes/gan/smoke.toml', import.meta.url));

let folder;
let browser;
let site;

function publish_from(id, data) {
  const trained = reverie([
    'train',
    'gan',
    '--data',
    data,
    '--config',
    smoke,
    '--seed',
    '7',
    '--out',
    join(folder, 'runs'),
  ]);
  assert.equal(trained.status, 0, trained.err);
  const published = reverie([
    ...['publish', trained.last, '--id', id, '--title', `The run ${id}`, '--licence', 'CC0-1.0'],
    ...['--author', 'the tests', '--models', join(folder, 'models')],
  ]);
  assert.equal(published.status, 0, published.err);
  return { id, title: `The run ${id}`, folder: join(folder, 'models', id), run: trained.last };
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-flow-'));
  write_sprites(join(folder, 'sprites'));
  const packages = [publish_from('planes', 'procedural:de-stijl'), publish_from('hats', join(folder, 'sprites'))];
  browser = await launch_browser();
  site = await serve_site_with(packages);
});

after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a run leaves what people expect', () => {
  const run = join(
    folder,
    'runs',
    readdirSync(join(folder, 'runs'))
      .filter((name) => name.startsWith('0000'))
      .sort()[0],
  );
  const names = readdirSync(run);
  for (const name of ['config.json', 'log.txt', 'stats.jsonl', 'reals.png', 'fakes_init.png', 'DONE'])
    assert.ok(names.includes(name), `${name} is missing from ${names}`);
  const stats = readFileSync(join(run, 'stats.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(stats.length >= 2 && stats.every((line) => Number.isFinite(line.g_loss) && Number.isFinite(line.d_loss)));
});

test('a published package passes its own check, and a flipped byte does not', () => {
  for (const id of ['planes', 'hats']) {
    const checked = reverie(['check', join(folder, 'models', id)]);
    assert.equal(checked.status, 0, checked.err);
  }
});

// Draws natively and in the page from one link and holds the pictures against each other.
async function same_natively_and_in_the_page(models, id, sets, colors) {
  const file = join(folder, `${id}-${sets.length}.png`);
  const drawn = reverie([
    ...['render', 'latent-walk', '--models', models, '--model', `generator=${id}`, '--size', '320x240'],
    ...['--frames', '1', ...sets.flatMap((set) => ['--set', set]), '--out', file],
  ]);
  assert.equal(drawn.status, 0, drawn.err);
  const native = read_png(readFileSync(file));
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  await page.goto(`${site.url}/play/?piece=latent-walk&model.generator=${id}`);
  await studio_ready(page);
  await models_settled(page);
  const link = ['piece=latent-walk', `model.generator=${id}`, ...sets].join('&');
  const web = await page.evaluate(async (text) => {
    const { width, height, rgba } = await window.reverie.render({
      piece: 'latent-walk',
      link: text,
      width: 320,
      height: 240,
    });
    return { width, height, rgba: [...rgba] };
  }, link);
  const { max, mean } = difference(native, web);
  assert.ok(colors_of(native) >= colors, 'the picture is all but empty');
  assert.ok(
    max <= 2 && mean <= 0.2,
    `${id} differs by at most ${max}/255, ${mean}/255 in the mean; 2 and 0.2 are allowed`,
  );
  assert.deepEqual(page.faults, []);
  await page.context().close();
  return native;
}

test('plain pictures: native = web', async () => {
  await same_natively_and_in_the_page(join(folder, 'models'), 'planes', ['seed=planes'], 8);
});

test('layered sprites with labels: native = web, and a label changes the picture', async () => {
  const models = join(folder, 'models');
  const free = await same_natively_and_in_the_page(models, 'hats', ['seed=hats'], 8);
  const named = await same_natively_and_in_the_page(models, 'hats', ['seed=hats', 'label.body=2'], 8);
  assert.ok(difference(free, named).max > 0, 'the label changed nothing');
});

test('every published model: native = web', async () => {
  for (const { id } of published_models()) {
    const models = fileURLToPath(new URL('../../models', import.meta.url));
    await same_natively_and_in_the_page(models, id, ['seed=first light', 'pad=0.4,-1.3'], 30);
  }
});
