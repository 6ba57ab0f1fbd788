import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { open_page, studio_ready } from '../support/browser.mjs';
import { site_folder } from '../support/test_site.mjs';
import { browser, site } from '../support/visit.mjs';

async function open_gallery(context) {
  const page = await open_page(browser, context);
  await page.goto(`${site.url}/`);
  return page;
}

test('the gallery shows its posters, asks nobody else, and complains of nothing', async () => {
  const page = await open_gallery();
  for (const image of await page.locator('img').all()) {
    await image.scrollIntoViewIfNeeded();
    await image.evaluate((img) => img.decode());
    assert.ok(await image.evaluate((img) => img.naturalWidth > 0));
  }
  assert.ok((await page.locator('article.work').count()) >= 1);
  assert.deepEqual(page.faults, []);
  const origin = new URL(site.url).origin;
  assert.deepEqual(
    page.requested.filter((url) => !url.startsWith(`${origin}/blog/reverie/`)),
    [],
  );
  await page.context().close();
});

// The budget of a first visit: what a phone far from any city waits for.
test('before a click the gallery fetches no program and no network, and little else', async () => {
  const page = await open_gallery({ viewport: { width: 390, height: 844 } });
  await page.waitForLoadState('networkidle');
  assert.deepEqual(
    page.requested.filter((url) => /\.(wasm|onnx|gz|webm)(\?|$)/.test(url)),
    [],
  );
  const paths = [...new Set(page.requested)].map((url) => new URL(url).pathname.replace(/^\/blog\/reverie/, ''));
  const sizes = paths.map((path) => statSync(join(site_folder, path.endsWith('/') ? `${path}index.html` : path)).size);
  const of = (ending) => sizes.reduce((sum, size, i) => sum + (paths[i].endsWith(ending) ? size : 0), 0);
  assert.ok(of('.js') <= 4 * 1024, `${of('.js')} bytes of script`);
  const all = of('');
  assert.ok(all <= 400 * 1024, `${all} bytes: ${paths.map((path, i) => `${path} ${sizes[i]}`).join(', ')}`);
  assert.ok(paths.length <= 16, `${paths.length} requests: ${paths.join(' ')}`);
  await page.context().close();
});

test('under a mouse or the keyboard a poster comes alive, and rests again', async () => {
  const page = await open_gallery();
  const prints = page.locator('a.print[data-film]');
  assert.equal(await prints.count(), await page.locator('article.work').count());
  for (const print of await prints.all()) {
    await print.scrollIntoViewIfNeeded();
    await print.hover();
    await print.locator('video.awake').waitFor();
    const video = print.locator('video');
    await video.evaluate((film) => new Promise((done) => film.addEventListener('timeupdate', done, { once: true })));
    assert.ok(await video.evaluate((film) => !film.paused && film.currentTime > 0 && film.videoWidth === 480));
    await page.mouse.move(1, 1);
    await video.waitFor({ state: 'detached' });
  }
  await prints.first().focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await prints.first().locator('video.awake').waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('for those who asked for calm nothing moves', async () => {
  const page = await open_gallery({ reducedMotion: 'reduce' });
  const print = page.locator('a.print[data-film]').first();
  await print.hover();
  await page.waitForTimeout(600);
  assert.equal(await print.locator('video').count(), 0);
  assert.ok(page.requested.every((url) => !url.endsWith('.webm')));
  await page.context().close();
});

for (const width of [360, 390, 768, 1440]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`nothing is cut off at ${width} px, ${colorScheme}`, async () => {
      const page = await open_gallery({ viewport: { width, height: 800 }, colorScheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `the page is ${wide} px wide`);
      const [ink, paper] = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        return [style.color, style.backgroundColor];
      });
      const brightness = (rgb) => rgb.match(/\d+/g).reduce((sum, part) => sum + Number(part), 0);
      assert.equal(brightness(ink) > brightness(paper), colorScheme === 'dark');
      await page.context().close();
    });
  }
}

test('every picture has words and every work a link that opens', async () => {
  const page = await open_gallery();
  const unnamed = await page.evaluate(() => {
    const named = (link) =>
      link.getAttribute('aria-label') || link.textContent.trim() || link.querySelector('img')?.alt;
    return [...document.querySelectorAll('a')].filter((link) => !named(link)).map((link) => link.outerHTML);
  });
  assert.deepEqual(unnamed, []);
  assert.equal(await page.locator('img:not([alt])').count(), 0);
  assert.deepEqual(page.faults, []);
  await page.locator('a.print').first().click();
  await studio_ready(page);
  assert.match(page.url(), /\/blog\/reverie\/play\/\?piece=/);
  // Leaving cancels the gallery's lazy pictures that are still on their way, which is no fault of either page.
  const cancelled = (fault) => /\.(png|webp) net::ERR_ABORTED$/.test(fault);
  assert.deepEqual(
    page.faults.filter((fault) => !cancelled(fault)),
    [],
  );
  await page.locator('#back').click();
  await page.waitForSelector('article.work');
  await page.context().close();
});

test('python3 -m http.server is enough', async () => {
  const server = spawn('python3', ['-u', '-m', 'http.server', '--bind', '127.0.0.1', '--directory', site_folder, '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const port = await new Promise((resolve) => {
      let said = '';
      server.stdout.on('data', (text) => {
        said += text;
        const found = /port (\d+)/.exec(said);
        if (found) resolve(found[1]);
      });
    });
    const page = await open_page(browser);
    await page.goto(`http://127.0.0.1:${port}/play/?piece=de-stijl`);
    await studio_ready(page);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  } finally {
    server.kill();
  }
});

test('the notices name everything that is served', async () => {
  const text = await (await fetch(`${site.url}/NOTICES.txt`)).text();
  for (const name of ['onnxruntime-web', 'SDL', 'Dear ImGui', 'Anti-Grain Geometry', 'JSON for Modern C++', 'Inter'])
    assert.ok(text.includes(name), name);
});
