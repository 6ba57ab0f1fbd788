// What stands beside a picture that a network drew: as text of the page, in the dock, in what is kept; and links whose
// model has changed or is gone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { tags_of } from '../support/exiftool.mjs';
import { reverie } from '../support/program.mjs';
import { browser, folder, open_piece, site } from '../support/visit.mjs';

const fact = (page, name) =>
  page.evaluate((wanted) => {
    const term = [...document.querySelectorAll('#beside dt')].find((dt) => dt.textContent === wanted);
    return term?.nextElementSibling?.textContent ?? '';
  }, name);

async function fact_that(page, name, pattern) {
  for (let i = 0; i < 200; i += 1) {
    const value = await fact(page, name);
    if (pattern.test(value)) return value;
    await page.waitForTimeout(100);
  }
  throw new Error(`“${name}” never came to be ${pattern}; it is “${await fact(page, name)}”.`);
}

const sentences = (page) =>
  page.evaluate(() => [...document.querySelectorAll('#messages li')].map((li) => li.textContent));

const emoji = 'piece=latent-walk&model.generator=emoji&seed=kite';

test('the page says in text what the desktop says in the file, word for word', async () => {
  const file = join(folder, 'kite.png');
  const drawn = reverie(['render', 'latent-walk', '--model', 'emoji', '--seed', 'kite', '--out', file]);
  assert.equal(drawn.status, 0, drawn.err);
  const page = await open_piece(emoji);
  const near = await fact_that(page, 'How near', /its 1,090 training pictures/);
  assert.ok(tags_of(file).Description.endsWith(near), `${tags_of(file).Description} does not end with: ${near}`);
  assert.match(await fact(page, 'Made with'), /^Emoji, version [0-9a-f]{8}$/);
  assert.equal(await fact(page, 'Licence'), 'Apache-2.0');
  assert.match(await fact(page, 'Learned from'), /^noto-emoji, https:/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('it opens by keyboard, can be selected, and follows the picture', async () => {
  const page = await open_piece(emoji);
  const first = await fact_that(page, 'How near', /training pictures/);
  await page.focus('#beside summary');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.getElementById('beside').open), true);
  const selected = await page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector('#beside dl'));
    return String(getSelection());
  });
  assert.match(selected, /The Noto Emoji authors/);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.getElementById('beside').open), false);
  const near = reverie(['near', 'emoji', '--count', '1']);
  assert.equal(near.status, 0, near.err);
  await page.goto(`${site.url}/play/?${emoji.replace('kite', 'between')}&pad=0.5,0.5&truncation=0.3`);
  await studio_ready(page);
  await models_settled(page);
  assert.notEqual(await fact_that(page, 'How near', /training pictures/), first);
  await page.context().close();
});

test('a network that brings no neighbours plays, and the page says that nobody can tell', async () => {
  const page = await open_piece('piece=latent-walk&model.generator=tiny');
  await fact_that(page, 'How near', /^Nobody can say/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('what lies there in their place is refused, and the network plays on', async () => {
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  await page.route('**/neighbours.*.rvn', (route) => route.fulfill({ status: 200, body: 'REVNEAR1 not at all' }));
  await page.goto(`${site.url}/play/?${emoji}`);
  await studio_ready(page);
  await models_settled(page);
  await fact_that(page, 'How near', /^Nobody can say/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a piece without a network has nothing beside it', async () => {
  const page = await open_piece('piece=de-stijl');
  assert.equal(await page.locator('#beside').isVisible(), false);
  await page.context().close();
});

test('the credit stands in the foot of somebody’s page', async () => {
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  await page.setContent(`<iframe src="${site.url}/embed/?${emoji}" width="560" height="420"></iframe>`);
  const frame = page.frameLocator('iframe');
  await frame.locator('#beside summary').waitFor();
  assert.equal(await frame.locator('#beside summary').textContent(), 'Emoji by The Reverie authors, Apache-2.0');
  const box = await frame.locator('#beside').boundingBox();
  const outer = await page.locator('iframe').boundingBox();
  assert.ok(box.y > outer.y + outer.height / 2, 'it lies below');
  await page.context().close();
});

test('a model that changed since plays and says so', async () => {
  const page = await open_piece('piece=latent-walk&model.generator=tiny@00000000');
  await page.waitForFunction(() => document.querySelectorAll('#messages li').length > 0);
  assert.match((await sentences(page))[0], /^The model tiny has changed since this was made \(00000000 then, /);
  await fact_that(page, 'Made with', /version/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('in the place of a model that is gone another plays, and a sentence names it', async () => {
  const page = await open_piece('piece=latent-walk&model.generator=ghost@12345678&seed=kept');
  await page.waitForFunction(() => document.querySelectorAll('#messages li').length > 0);
  assert.match((await sentences(page))[0], /^The model "ghost" is not here any more; .* plays in its place/);
  await fact_that(page, 'Made with', /version/);
  assert.match(await page.evaluate(() => window.reverie.inspect().link), /seed=kept/);
  await page.context().close();
});
