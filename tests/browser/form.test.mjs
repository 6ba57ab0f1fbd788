// The controls as a form: heard and reached by everybody, in step with the piece both ways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_piece } from '../support/visit.mjs';

const link_of = (page) => page.evaluate(() => window.reverie.inspect().link);
const link_holds = (page, pattern) =>
  page.waitForFunction((text) => new RegExp(text).test(window.reverie.inspect().link), pattern);
const field = (page, name) => page.locator(`#controls [data-name="${name}"]`);
const value_is = (page, name, value) =>
  page.waitForFunction(
    ([which, wanted]) => document.querySelector(`#controls [data-name="${which}"]`)?.value === wanted,
    [name, value],
  );

const tiny = 'piece=latent-walk&model.generator=tiny';

test('every param of the piece has a field with a name, and the model’s axes come with the model', async () => {
  const page = await open_piece(`form&${tiny}`);
  const unnamed = await page.evaluate(() =>
    [...document.querySelectorAll('#controls input, #controls select, #controls button')]
      .filter((one) => !(one.labels?.length || one.getAttribute('aria-label') || one.textContent.trim()))
      .map((one) => one.outerHTML),
  );
  assert.deepEqual(unnamed, []);
  for (const name of ['seed', 'pad', 'pad.2', 'truncation', 'truncation.typed', 'rows', 'walk', 'model.generator'])
    assert.equal(await field(page, name).count(), 1, name);
  const axes = await page.locator('#controls [data-name^="label."]').count();
  assert.ok(axes > 0, 'the model brought no axis');
  assert.equal(await field(page, 'truncation').getAttribute('max'), '1');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('what a field says the piece does; a slide is one step of undo; undo shows in the field', async () => {
  const page = await open_piece('form&piece=de-stijl');
  const start = await field(page, 'density').inputValue();
  await field(page, 'density').focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
  const moved = await field(page, 'density').inputValue();
  assert.notEqual(moved, start);
  await link_holds(page, `density=${moved.replace('.', '\\.')}(&|$)`);
  await value_is(page, 'density.typed', moved);

  await field(page, 'seed').fill('quince');
  await field(page, 'seed').press('Tab');
  await link_holds(page, 'seed=quince');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction(() => !/quince/.test(window.reverie.inspect().link));
  assert.match(await link_of(page), /density=/);
  await page.waitForFunction(() => document.querySelector('[data-name="seed"]').value !== 'quince');
  await page.getByRole('button', { name: 'Redo' }).click();
  await value_is(page, 'seed', 'quince');
  await page.context().close();
});

test('what the dock and the piece change shows in the fields, and nothing answers it', async () => {
  const page = await open_piece('piece=de-stijl');
  const [x, y, width, height] = await page.evaluate(() => window.reverie.inspect().boxes.density);
  await page.mouse.click(x + width * 0.9, y + height / 2);
  await link_holds(page, 'density=');
  const density = /density=([^&]*)/.exec(await link_of(page))[1];
  await value_is(page, 'density.typed', density);
  await page.waitForTimeout(600);
  assert.equal(/density=([^&]*)/.exec(await link_of(page))[1], density, 'the form answered the dock');
  await page.context().close();
});

test('reset, lock and surprise', async () => {
  const page = await open_piece('form&piece=de-stijl&seed=quince');
  await field(page, 'lock.seed').click();
  await page.waitForFunction(
    () => document.querySelector('[data-name="lock.seed"]').getAttribute('aria-pressed') === 'true',
  );
  await page.getByRole('button', { name: 'Surprise me', exact: true }).click();
  await link_holds(page, 'density=|colour=|palette=|line-weight=');
  assert.match(await link_of(page), /seed=quince/);
  await field(page, 'reset.seed').click();
  await page.waitForFunction(() => !/seed=/.test(window.reverie.inspect().link));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), 'seed');
  await page.context().close();
});

test('a number that is not allowed is refused beside its field, in words', async () => {
  const page = await open_piece('form&piece=de-stijl');
  const before = await link_of(page);
  await field(page, 'density.typed').fill('4000');
  await field(page, 'density.typed').press('Enter');
  const problem = page.locator('#controls .problem', { hasText: '4000' });
  await problem.waitFor();
  assert.match(await problem.textContent(), /allowed/);
  assert.equal(await field(page, 'density.typed').getAttribute('aria-invalid'), 'true');
  assert.equal(await link_of(page), before);
  await page.context().close();
});

test('a kept file, by the form alone', async () => {
  const page = await open_piece('form&piece=de-stijl');
  const download = page.waitForEvent('download');
  await page.getByRole('combobox', { name: 'Keep as' }).selectOption('png-1');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  assert.match((await download).suggestedFilename(), /^de-stijl.*\.png$/);
  await page.context().close();
});

test('unseen until the focus or a person asks; Escape gives the picture back', async () => {
  const page = await open_piece('piece=de-stijl');
  const form = page.locator('#form');
  const wide = async () => (await form.boundingBox()).width;
  assert.ok((await wide()) <= 1, 'it is seen before anybody asked');
  assert.notEqual(await form.evaluate((one) => getComputedStyle(one).display), 'none');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Controls as a form');
  await page.keyboard.press('Shift+Tab');
  assert.ok((await wide()) > 300, 'it does not show itself to the focus');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), 'surprise');
  const canvas = await page.locator('#canvas').boundingBox();
  const panel = await form.boundingBox();
  assert.ok(canvas.x + canvas.width <= panel.x + 1, 'the panel lies on the picture');
  await page.keyboard.press('Escape');
  assert.ok((await wide()) <= 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'canvas');
  await page.context().close();
});

test('where the system paints pages in its own colours the form is there by itself', async () => {
  const page = await open_piece('piece=de-stijl', { forcedColors: 'active' });
  assert.ok((await page.locator('#form').boundingBox()).width > 300);
  await page.context().close();
});

test('in somebody’s frame too', async () => {
  const page = await open_piece(`form&${tiny}`, { viewport: { width: 480, height: 360 } }, 'embed');
  await field(page, 'seed').fill('quince');
  await link_holds(page, 'seed=quince');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('news is spoken politely: the seed of a new picture, pause, and never a flood', async () => {
  const page = await open_piece('form&piece=de-stijl');
  await page.evaluate(() => {
    window.heard = [];
    const news = document.getElementById('news');
    new MutationObserver(() => news.textContent && window.heard.push(news.textContent)).observe(news, {
      childList: true,
    });
  });
  assert.equal(await page.locator('#news').getAttribute('aria-live'), 'polite');
  for (const seed of ['a', 'ab', 'abc', 'quince']) await field(page, 'seed').fill(seed);
  await page.waitForFunction(() => window.heard.some((words) => /^A new picture: seed quince\. /.test(words)));
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.waitForFunction(() => window.heard.some((words) => /Paused\./.test(words)));
  await page.waitForFunction(() => /It is paused\.$/.test(document.getElementById('description').textContent));
  assert.ok((await page.evaluate(() => window.heard.length)) <= 3);
  await page.context().close();
});
