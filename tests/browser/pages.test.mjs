// The pages to read — works, models, guides — and the gallery: for every width, for everybody, with no dead end.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { violations_of } from '../support/axe.mjs';
import { launch_browser, open_page } from '../support/browser.mjs';
import { serve_folder } from '../support/static_server.mjs';
import { site_folder } from '../support/test_site.mjs';

const below = (folder) =>
  existsSync(join(site_folder, folder))
    ? readdirSync(join(site_folder, folder))
        .filter((name) => name !== 'pictures')
        .map((name) => `/${folder}/${name}/`)
    : [];
const reading = [...below('works'), ...below('learned'), ...below('guides')];

let browser;
let site;

before(async () => {
  browser = await launch_browser();
  site = await serve_folder(site_folder, { prefix: '/sub' });
});

after(async () => {
  await browser?.close();
  await site?.close();
});

test('there is a page for every piece that hangs, every model and every guide', () => {
  assert.ok(below('works').length >= 6, String(below('works')));
  assert.ok(below('learned').includes('/learned/faces/'));
  assert.deepEqual(below('guides').sort(), [
    '/guides/canvas/',
    '/guides/data/',
    '/guides/embed/',
    '/guides/import/',
    '/guides/play/',
    '/guides/train/',
    '/guides/write-a-piece/',
  ]);
});

const html_of = (path) => readFileSync(join(site_folder, path, 'index.html'), 'utf8');

/** The addresses that a page names, of this site. */
const links_of = (path) =>
  [...html_of(path).matchAll(/(?:href|src)="([^"#]+)(?:#[^"]*)?"/g)]
    .map(([, address]) => address)
    .filter((address) => !/^(https?:|data:)/.test(address));

test('no link of any page leads nowhere', () => {
  const dead = [];
  for (const path of ['/', ...reading]) {
    for (const address of links_of(path)) {
      const file = join(site_folder, path, decodeURIComponent(address.replaceAll('&amp;', '&').split('?')[0]));
      if (!existsSync(statSync(file, { throwIfNoEntry: false })?.isDirectory() ? join(file, 'index.html') : file))
        dead.push(`${path} → ${address}`);
    }
  }
  assert.deepEqual(dead, []);
});

test('every page is one click from the gallery', () => {
  const linked = new Set(links_of('/').map((address) => join('/', address)));
  assert.deepEqual(
    reading.filter((path) => !linked.has(path)),
    [],
  );
});

test('the gallery’s first load is light', async () => {
  const page = await open_page(browser);
  await page.goto(`${site.url}/`);
  await page.waitForLoadState('load');
  const weights = page.requested.map(
    (url) => statSync(join(site_folder, new URL(url).pathname.slice('/sub'.length).replace(/\/$/, '/index.html'))).size,
  );
  const sum = weights.reduce((all, one) => all + one, 0);
  assert.ok(weights.length <= 40, `${weights.length} requests`);
  assert.ok(sum <= 600_000, `${sum} bytes`);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'])
  test(`axe finds nothing, nothing is cut off, and nothing complains: ${colorScheme}`, async () => {
    for (const width of [360, 1440]) {
      const page = await open_page(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      for (const path of ['/', ...reading]) {
        await page.goto(site.url + path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${path} is ${wide} px wide at ${width}`);
        assert.deepEqual(await violations_of(page), [], `${path} at ${width}`);
      }
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });

test('at twice the size of the words a phone still shows everything', async () => {
  const page = await open_page(browser, { viewport: { width: 360, height: 700 } });
  for (const path of ['/', ...reading]) {
    await page.goto(site.url + path);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${path} is ${wide} px wide`);
  }
  await page.context().close();
});

test('the film of a training is played, pulled and read out', async () => {
  const page = await open_page(browser);
  await page.goto(`${site.url}/learned/faces/`);
  const slider = page.getByRole('slider', { name: 'A moment of the training' });
  const shown = () => page.evaluate(() => document.querySelector('.film img').src.split('/').pop());
  const last = await shown();
  await slider.focus();
  await page.keyboard.press('Home');
  assert.match(await shown(), /^timeline-0\./);
  assert.equal(await slider.getAttribute('aria-valuetext'), 'before it saw any');
  await page.getByRole('button', { name: 'Play it through' }).click();
  await page.waitForFunction((file) => document.querySelector('.film img').src.endsWith(file), last);
  await page.context().close();
});

test('snippets follow the model and the seed, carry this site’s address, and are copied', async () => {
  const page = await open_page(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${site.url}/works/latent-walk/`);
  await page.getByLabel('Model').selectOption('faces');
  await page.getByLabel('Seed').fill('a "quoted" word');
  const tag = await page.locator('[data-snippet="tag"]').textContent();
  assert.ok(tag.includes(`src="${site.url}/reverie-piece.js"`), tag);
  assert.ok(tag.includes('model="faces"') && tag.includes('seed="a &quot;quoted&quot; word"'), tag);
  const frame = await page.locator('[data-snippet="frame"]').textContent();
  assert.ok(frame.includes('?piece=latent-walk&amp;model.generator=faces&amp;seed='), frame);
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), tag);
  // What was copied is a page that works.
  await page.setContent(tag);
  await page.waitForFunction(() => customElements.get('reverie-piece') !== undefined);
  assert.equal(
    await page.evaluate(() => document.querySelector('reverie-piece').getAttribute('seed')),
    'a "quoted" word',
  );
  await page.context().close();
});

test('without scripts the pages still say everything', async () => {
  const page = await open_page(browser, { javaScriptEnabled: false });
  await page.goto(`${site.url}/learned/faces/`);
  assert.ok((await page.locator('.learning img').count()) >= 5);
  assert.equal(await page.locator('.film').isVisible(), false);
  await page.goto(`${site.url}/works/de-stijl/`);
  assert.match(await page.locator('[data-snippet="tag"]').textContent(), /<reverie-piece piece="de-stijl">/);
  await page.context().close();
});
