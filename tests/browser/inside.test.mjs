// A model opened on its page: the path from code to picture is walked by everybody, with keys, on a phone, in Chinese,
// without scripts, and fetches little.
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { violations_of } from '../support/axe.mjs';
import { launch_browser, open_page } from '../support/browser.mjs';
import { serve_folder } from '../support/static_server.mjs';
import { site_folder } from '../support/test_site.mjs';

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

const models = readdirSync(join(site_folder, 'inside'));

test('the pictures of a model’s inside are a few hundred kilobytes at most', () => {
  assert.ok(models.includes('emoji') && models.includes('faces'), String(models));
  for (const id of models) {
    const folder = join(site_folder, 'inside', id);
    const sum = readdirSync(folder).reduce((all, name) => all + statSync(join(folder, name)).size, 0);
    assert.ok(sum <= 300_000, `${id}: ${sum} bytes`);
  }
});

test('nothing of it is fetched before somebody comes near, and what is shut stays away', async () => {
  const page = await open_page(browser, { viewport: { width: 1200, height: 700 } });
  const fetched = () => page.requested.filter((url) => url.includes('/inside/')).length;
  await page.goto(`${site.url}/learned/faces/`);
  await page.waitForLoadState('load');
  const all = await page.locator('#inside img').count();
  assert.ok(fetched() < all / 3, `${fetched()} of ${all} at once`);
  await page.locator('#inside').scrollIntoViewIfNeeded();
  await page.locator('#inside .part').last().scrollIntoViewIfNeeded();
  await page.waitForFunction(() => [...document.querySelectorAll('.part > summary img')].every((img) => img.complete));
  assert.ok(fetched() < all / 2, `${fetched()} of ${all} with every part shut`);
  await page.context().close();
});

async function see_every_picture(page) {
  const broken = await page.evaluate(async () => {
    for (const details of document.querySelectorAll('#inside details')) details.open = true;
    const images = [...document.querySelectorAll('#inside img, #mistakes img')];
    for (const img of images) img.loading = 'eager';
    const decoded = await Promise.allSettled(images.map((img) => img.decode()));
    return images.filter((_img, i) => decoded[i].status === 'rejected').map((img) => img.src);
  });
  assert.deepEqual(broken, []);
}

for (const [path, colorScheme] of [
  ['learned/faces/', 'light'],
  ['learned/emoji/', 'dark'],
  ['zh/learned/faces/', 'dark'],
])
  test(`all open, it is for everybody, and nothing is cut off on a phone: ${path}, ${colorScheme}`, async () => {
    for (const width of [360, 1440]) {
      const page = await open_page(browser, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      await page.goto(`${site.url}/${path}`);
      await see_every_picture(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} px wide at ${width}`);
      assert.deepEqual(await violations_of(page), [], `at ${width}`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });

test('a part and its filters open by the keyboard', async () => {
  const page = await open_page(browser);
  await page.goto(`${site.url}/learned/faces/`);
  const part = page.locator('#inside details.part').nth(3);
  await part.locator('> summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await part.evaluate((details) => details.open), true);
  const filters = part.locator('details').first();
  assert.equal(await filters.locator('img').isVisible(), false);
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press('Tab');
    if (await filters.locator('summary').evaluate((summary) => summary === document.activeElement)) break;
  }
  await page.keyboard.press('Space');
  await filters.locator('img').waitFor({ state: 'visible' });
  await page.context().close();
});

test('the way at a glance leads to each step', async () => {
  for (const [model, count] of [
    ['emoji', 4],
    ['faces', 5],
  ]) {
    const page = await open_page(browser);
    await page.goto(`${site.url}/learned/${model}/`);
    const steps = page.locator('#inside .steps a');
    assert.equal(await steps.count(), count);
    await steps.last().click();
    const goal = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    await page.waitForFunction(() => window.scrollY > 0);
    assert.ok(await goal.locator('img').first().isVisible());
    await page.context().close();
  }
});

test('without scripts the path and the mistakes are all there', async () => {
  const page = await open_page(browser, { javaScriptEnabled: false });
  await page.goto(`${site.url}/learned/emoji/`);
  assert.ok((await page.locator('#inside .path > li').count()) >= 12);
  assert.match(await page.locator('#inside > p').first().textContent(), /12 layers, 604,188 learned numbers/);
  assert.equal(await page.locator('#mistakes img').count(), 2);
  const details = page.locator('#inside details').first();
  await details.locator('summary').click();
  assert.ok(await details.locator('img').isVisible());
  await page.context().close();
});
