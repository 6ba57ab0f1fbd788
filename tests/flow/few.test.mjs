// A class's drawings: few pictures, none of the trainer's settings chosen for them. What it draws is what they drew.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch_browser, open_page } from '../support/browser.mjs';
import { difference, png_of, read_png } from '../support/png.mjs';
import { reverie, serving } from '../support/program.mjs';

const side = 16;
const paper = [253, 252, 248, 255];
const pens = [
  [31, 78, 158, 255],
  [192, 57, 43, 255],
  [45, 118, 70, 255],
];
// Small, so that seconds are enough; everything else is what the recipe takes for few pictures.
const small = ['size=16', 'z-size=8', 'trunk-widths=8,16,12,16', 'batch=6', 'threads=1', 'dtype=float32'];

let folder;
let trained;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-few-'));
  for (const [kind, inked] of [
    ['ring', (x, y, i) => Math.abs(Math.hypot(x - 7.5, y - 7.5) - 3 - i) < 1],
    ['post', (x, y, i) => Math.abs(x - 4 - 3 * i) < 1.6 && y > 2],
  ]) {
    mkdirSync(join(folder, 'class', kind), { recursive: true });
    for (const [i, pen] of pens.entries())
      writeFileSync(
        join(folder, 'class', kind, `${i}.png`),
        png_of(side, side, (x, y) => (inked(x, y, i) ? pen : paper)),
      );
  }
  trained = reverie([
    ...['train', 'gan', '--data', join(folder, 'class'), '--steps', '500', '--out', join(folder, 'runs')],
    ...[...small, 'ema-pictures=300'].flatMap((set) => ['--set', set]),
  ]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

const pictures_in = (path) =>
  readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith('.png'))
    .map((name) => ({ name, ...read_png(readFileSync(join(path, name))) }));

test('the trainer says that they are few, and what it does instead', () => {
  assert.equal(trained.status, 0, trained.err);
  assert.match(trained.out, /\b6 pictures are few: each is remembered/);
  const { settings } = JSON.parse(readFileSync(join(trained.last, 'config.json'), 'utf8'));
  assert.equal(settings.discriminator, 'none');
  assert.equal(settings.size, side);
  assert.match(trained.out, /Copied:/);
});

test('its page tells how far the pictures are from the drawings, since nothing judges', async () => {
  const browser = await launch_browser();
  const watcher = await serving(['watch', trained.last, '--port', '0']);
  try {
    const page = await open_page(browser);
    await page.goto(watcher.address);
    await page.waitForFunction(() => document.querySelector('#losses polyline') !== null);
    assert.match(await page.textContent('#losses .keys'), /^\d\.\d % off the originals$/);
    assert.match(await page.getAttribute('#losses svg', 'aria-label'), /now \d\.\d %\.$/);
    assert.match(await page.textContent('#verdict'), /Copied:/);
    assert.deepEqual(page.faults, []);
  } finally {
    watcher.child.kill();
    await watcher.exited;
    await browser.close();
  }
});

test('what is published passes its check and draws the drawings, each of them', () => {
  const models = join(folder, 'models');
  const published = reverie([
    ...['publish', trained.last, '--id', 'class', '--title', 'Our class', '--licence', 'CC0-1.0'],
    ...['--author', 'the class', '--models', models],
  ]);
  assert.equal(published.status, 0, published.err);
  assert.equal(reverie(['check', join(models, 'class')]).status, 0);
  const drawn = join(folder, 'drawn');
  mkdirSync(drawn);
  const near = reverie(['near', join(models, 'class'), '--out', drawn]);
  assert.equal(near.status, 0, near.err);
  const originals = pictures_in(join(folder, 'class'));
  const nearest = pictures_in(drawn).map((picture) => {
    const [best] = originals
      .map((original) => ({ name: original.name, mean: difference(picture, original).mean }))
      .sort((a, b) => a.mean - b.mean);
    return best;
  });
  assert.equal(nearest.length, 24);
  // In levels of 255. A few of any 24 codes lie between two drawings.
  const like = nearest.filter(({ mean }) => mean < 6);
  assert.ok(like.length >= 12, nearest.map(({ mean }) => mean.toFixed(1)).join(' '));
  assert.ok(new Set(like.map(({ name }) => name)).size >= 4, like.map(({ name }) => name).join(' '));
});
