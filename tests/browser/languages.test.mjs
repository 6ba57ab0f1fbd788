// The pages in Chinese: the same pages below zh/, with the same files, in words of their own; for everybody, too.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { violations_of } from '../support/axe.mjs';
import { open_page, studio_ready } from '../support/browser.mjs';
import { site_folder } from '../support/test_site.mjs';
import { browser, open_piece, site } from '../support/visit.mjs';

const below = (folder) =>
  readdirSync(join(site_folder, folder))
    .filter((name) => existsSync(join(site_folder, folder, name, 'index.html')))
    .map((name) => `/${folder}/${name}/`);
const english = ['/', '/play/', '/embed/', ...below('works'), ...below('learned'), ...below('guides')];
const chinese = english.map((path) => `/zh${path}`);
const reading = chinese.filter((path) => !/\/(play|embed)\//.test(path));
// One of each kind is looked at closely, and the guides with the widest tables and the longest code.
const kinds = [
  '/zh/',
  '/zh/works/latent-walk/',
  '/zh/learned/faces/',
  '/zh/guides/canvas/',
  '/zh/guides/write-a-piece/',
];
const han = /[\u4e00-\u9fff]/;
const html_of = (path) => readFileSync(join(site_folder, path, 'index.html'), 'utf8');

test('every page is there in both languages, and each leads to the other', () => {
  for (const path of [...english, ...chinese]) {
    const html = html_of(path);
    const own = path.startsWith('/zh/') ? 'zh-Hans' : 'en';
    assert.ok(html.includes(`<html lang="${own}"`), path);
    const twin = own === 'en' ? `/zh${path}` : path.slice(3);
    const [, way] = html.match(/<a class="language" href="([^"]*)"/) ?? [];
    assert.equal(join(path, way), twin, path);
    const alternates = [...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"/g)];
    assert.deepEqual(
      Object.fromEntries(alternates.map(([, tag, address]) => [tag, join(path, address)])),
      own === 'en' ? { en: path, 'zh-Hans': twin } : { en: twin, 'zh-Hans': path },
    );
  }
});

test('below zh/ lie pages and no second copy of anything', () => {
  const files = readdirSync(join(site_folder, 'zh'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  assert.equal(files.length, chinese.length);
  assert.deepEqual(
    files.map(({ name }) => name).filter((name) => name !== 'index.html'),
    [],
  );
  for (const path of english)
    assert.doesNotMatch(html_of(path), /id="words"/, `${path} carries words it does not need`);
});

test('no link of a Chinese page leads nowhere, and none but the switch leads out of Chinese', () => {
  const dead = [];
  for (const path of chinese)
    for (const [whole, tag, address] of html_of(path).matchAll(/<(a|link|img|script)\b[^>]*(?:href|src)="([^"#]+)/g)) {
      if (/^(https?:|data:)/.test(address)) continue;
      const goal = join(path, decodeURIComponent(address.replaceAll('&amp;', '&').split('?')[0]));
      const file = join(site_folder, goal);
      const is_page = statSync(file, { throwIfNoEntry: false })?.isDirectory();
      if (!existsSync(is_page ? join(file, 'index.html') : file)) dead.push(`${path} → ${address}`);
      if (tag === 'a' && is_page && !goal.startsWith('/zh/') && !whole.includes('class="language"'))
        dead.push(`${path} → ${address}, which is English`);
    }
  assert.deepEqual(dead, []);
});

test('every Chinese page is one click from the Chinese gallery', () => {
  const linked = new Set([...html_of('/zh/').matchAll(/href="([^"#]+)/g)].map(([, way]) => join('/zh/', way)));
  assert.deepEqual(
    reading.filter((path) => path !== '/zh/' && !linked.has(path)),
    [],
  );
});

// Names and terms stand in Latin letters in Chinese, whole phrases do not. Code is code, cards speak as their authors.
test('no English of our own is left on a Chinese page', () => {
  const left = [];
  for (const path of chinese) {
    const text = html_of(path)
      .replaceAll(/<(script|style|code|pre)\b[\s\S]*?<\/\1>/g, ' · ')
      .replaceAll(/<(\w+) lang="en">[\s\S]*?<\/\1>/g, ' · ')
      .replaceAll(/ (?:alt|title|aria-label|placeholder|data-drop|data-verb)="([^"]*)"/g, '> $1 <')
      .replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, ' · ');
    for (const [phrase] of text.matchAll(/(?:\b[a-z’'-]+ ){2}[a-z’'-]+\b/gi)) {
      const words = phrase.split(' ').filter((word) => /^[a-z]/.test(word));
      if (words.length >= 2) left.push(`${path}: ${phrase}`);
    }
  }
  assert.deepEqual(left, []);
});

for (const [width, colorScheme] of [
  [360, 'light'],
  [1440, 'dark'],
])
  test(`axe finds nothing in Chinese, nothing is cut off, nothing complains: ${width} px, ${colorScheme}`, async () => {
    const page = await open_page(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    for (const path of kinds) {
      await page.goto(site.url + path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${path} is ${wide} px wide at ${width}`);
      assert.deepEqual(await violations_of(page), [], `${path} at ${width}`);
    }
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

test('at twice the size of the words a phone still shows all the Chinese', async () => {
  const page = await open_page(browser, { viewport: { width: 360, height: 700 } });
  for (const path of reading) {
    await page.goto(site.url + path);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${path} is ${wide} px wide`);
  }
  await page.context().close();
});

test('whoever asks for Chinese is told that there is Chinese, and sent nowhere', async () => {
  const page = await open_page(browser, { locale: 'zh-CN' });
  await page.goto(`${site.url}/`);
  const way = page.locator('a.language');
  await page.waitForFunction(() => document.querySelector('a.language').classList.contains('asked'));
  assert.match(await way.textContent(), han);
  assert.equal(page.url(), `${site.url}/`);
  await way.click();
  await page.waitForURL(`${site.url}/zh/`);
  assert.equal(await page.locator('.asked').count(), 0);
  await page.context().close();
  const other = await open_page(browser, { locale: 'de-DE' });
  await other.goto(`${site.url}/`);
  assert.equal(await other.locator('a.language').textContent(), '中文');
  await other.context().close();
});

test('the scripts of a page to read say it in Chinese', async () => {
  const page = await open_page(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${site.url}/zh/works/de-stijl/`);
  await page.getByLabel('种子').fill('竹');
  const tag = await page.locator('[data-snippet="tag"]').textContent();
  assert.ok(tag.includes(`src="${site.url}/reverie-piece.js"`), tag);
  assert.match(tag, /seed="竹" lang="zh-Hans"/);
  assert.ok((await page.locator('[data-snippet="frame"]').textContent()).includes(`${site.url}/zh/embed/?`));
  assert.ok((await page.locator('[data-snippet="markdown"]').textContent()).includes(`${site.url}/zh/play/?`));
  await page.getByRole('button', { name: '复制' }).first().click();
  await page.getByRole('button', { name: '已复制' }).waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('the play page speaks Chinese around the canvas, and keeps its state on the way to English', async () => {
  const page = await open_piece('form&piece=de-stijl&seed=tide', {}, 'zh/play');
  assert.match(await page.title(), han);
  assert.match(await page.locator('#canvas').getAttribute('aria-label'), han);
  assert.match(await page.locator('#back').textContent(), /画廊/);
  assert.match(await page.locator('#back').evaluate((back) => back.href), /\/zh\/$/);
  await page.locator('#form a.language').click();
  await page.waitForURL(/reverie\/play\/\?form&piece=de-stijl.*seed=tide/);
  await studio_ready(page);
  assert.equal(await page.title(), 'De Stijl — Reverie');
  assert.match(await page.locator('#form a.language').evaluate((way) => way.href), /\/zh\/play\/\?form&piece=de-stijl/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('what the page itself cannot do is said in Chinese', async () => {
  const page = await open_page(browser);
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.goto(`${site.url}/zh/play/?piece=de-stijl`);
  const alert = page.locator('#alert');
  await alert.waitFor();
  assert.match(await alert.locator('p').textContent(), /WebGL 2 绘图，而画室需要它/);
  assert.match(await alert.locator('button').getAttribute('aria-label'), han);
  await page.context().close();
});
