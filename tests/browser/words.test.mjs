// The studio in Chinese: the page asks for its words only then, the form says them, and one click changes the language
// while the picture stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_piece } from '../support/visit.mjs';

const label_of = (page, name) =>
  page.evaluate((which) => document.querySelector(`#controls [data-name="${which}"]`)?.labels?.[0]?.textContent, name);
const until_label = (page, name, label) =>
  page.waitForFunction(
    ([which, wanted]) =>
      document.querySelector(`#controls [data-name="${which}"]`)?.labels?.[0]?.textContent === wanted,
    [name, label],
  );
const fetched = (page) => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
const chinese_files = async (page) => (await fetched(page)).filter((name) => /\.zh\.[0-9a-f]{8}\./.test(name));
const box_of = (page, name) => page.evaluate((which) => window.reverie.inspect().boxes[which], name);

async function press(page, name) {
  await page.waitForFunction((which) => window.reverie.inspect().boxes[which], name);
  const [x, y, width, height] = await box_of(page, name);
  await page.mouse.click(x + width / 2, y + height / 2);
}

test('the Chinese page speaks Chinese, in the form, the dock and to a screen reader', async () => {
  const page = await open_piece('piece=sunrise', {}, 'zh/play');
  await until_label(page, 'hour', '时刻');
  assert.equal(await label_of(page, 'palette'), '配色');
  const choices = await page
    .locator('#controls [data-name="palette"] option')
    .evaluateAll((all) => all.map(({ value, textContent }) => [value, textContent]));
  assert.deepEqual(choices[0], ['inland sea', '内海'], 'a link keeps the English name, a person reads the Chinese');
  assert.equal(await page.locator('#controls [data-name="surprise"]').textContent(), '来点惊喜');
  await page.waitForFunction(() => /海上/.test(document.getElementById('description').textContent));
  assert.equal((await chinese_files(page)).length, 3, 'words and two weights');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('English pages fetch nothing for it; a click on 中文 changes all that is said and nothing that is drawn', async () => {
  // High enough for the whole page of keys, at whose end the languages stand.
  const page = await open_piece('piece=de-stijl&seed=quince', { viewport: { width: 1280, height: 1500 } });
  assert.deepEqual(await chinese_files(page), []);
  const link = await page.evaluate(() => window.reverie.inspect().link);
  await press(page, 'keys');
  await press(page, 'language.zh-Hans');
  await until_label(page, 'density', '疏密');
  assert.equal(await page.getAttribute('html', 'lang'), 'zh-Hans');
  assert.match(page.url(), /[?&]lang=zh&/, 'it survives a reload');
  assert.equal(await page.evaluate(() => window.reverie.inspect().link), link, 'the link knows no language');
  await page.waitForFunction(() => /块色面/.test(document.getElementById('description').textContent));
  const way = () =>
    page.evaluate(() =>
      [document.querySelector('#back'), document.querySelector('#form .language')].map((link) => [
        link.textContent.trim(),
        link.getAttribute('href').replace(/^.*reverie/, ''),
      ]),
    );
  const [back, other] = await way();
  assert.deepEqual(back, ['画廊', '/zh/']);
  assert.deepEqual([other[0], other[1].split('?')[0]], ['English', '/play/']);
  await press(page, 'language.en');
  await until_label(page, 'density', 'Density');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.doesNotMatch(page.url(), /lang=/);
  const [[gallery], [chinese]] = await way();
  assert.deepEqual([gallery, chinese], ['Gallery', '中文']);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('“?lang=zh” asks any page for Chinese; what a field refuses is told in it', async () => {
  const page = await open_piece('lang=zh&piece=de-stijl');
  await until_label(page, 'density', '疏密');
  const sentence = await page.evaluate(() => {
    const field = document.querySelector('#controls [data-name="density.typed"]');
    field.removeAttribute('max');
    field.value = '99';
    field.dispatchEvent(new Event('change'));
    return document.getElementById(field.getAttribute('aria-errormessage')).textContent;
  });
  assert.match(sentence, /density 不能是 "99"：可以是 0 到 24 的整数/);
  await page.context().close();
});

test('a page built in Chinese can be asked for English', async () => {
  const page = await open_piece('lang=en&piece=de-stijl', {}, 'zh/play');
  await until_label(page, 'density', 'Density');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.equal((await page.locator('#back').textContent()).trim(), 'Gallery');
  assert.equal(await page.title(), 'De Stijl — Reverie');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('where the words cannot be fetched the studio is there in English', async () => {
  const page = await open_piece('piece=de-stijl', {}, 'play');
  await page.route(/\.zh\./, (route) => route.abort());
  await page.goto(`${page.url().replace('/play/?', '/play/?lang=zh&')}`);
  await page.waitForFunction(() => window.reverie?.ready);
  await page.evaluate(() => window.reverie.ready);
  await until_label(page, 'density', 'Density');
  await page.context().close();
});
