// Takes the pictures of scripts/screenshots: build/screenshots/<piece or page>/<scheme>-<width>[-shut].png
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch_browser, models_settled, open_page, studio_ready } from './support/browser.mjs';
import { serve_folder } from './support/static_server.mjs';
import { site_folder } from './support/test_site.mjs';

const out = fileURLToPath(new URL('../build/screenshots', import.meta.url));
const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const wanted = process.argv.slice(2);
const names = (folder) =>
  readdirSync(join(site_folder, folder)).filter((name) => existsSync(join(site_folder, folder, name, 'index.html')));

async function each_look(browser, name, visit, at = sizes) {
  mkdirSync(join(out, name), { recursive: true });
  for (const colorScheme of ['light', 'dark'])
    for (const viewport of at) {
      const page = await open_page(browser, { viewport, colorScheme });
      await visit(page, (suffix, options = {}) =>
        page.screenshot({ path: join(out, name, `${colorScheme}-${viewport.width}${suffix}.png`), ...options }),
      );
      for (const fault of page.faults) console.error(`  ${name}: ${fault}`);
      await page.context().close();
    }
}

async function shoot_piece(browser, url, id) {
  await each_look(browser, id, async (page, shoot) => {
    await page.goto(`${url}/play/?piece=${id}`);
    await studio_ready(page);
    await models_settled(page);
    await page.waitForFunction(() => !/while its network wakes|veil/.test(window.reverie.inspect().description));
    await page.waitForTimeout(2500); // the dock has slid in, the network's own pictures have come
    await shoot('');
    await page.locator('#canvas').focus();
    await page.keyboard.press('Tab');
    await page.waitForTimeout(800);
    await shoot('-shut');
  });
}

async function shoot_page(browser, url, name, path, at = sizes) {
  const visit = async (page, shoot) => {
    await page.goto(url + path);
    for (const image of await page.locator('img').all()) await image.scrollIntoViewIfNeeded().catch(() => {});
    await page.evaluate(() => window.scrollTo(0, 0));
    await shoot('', { fullPage: true });
  };
  await each_look(browser, name, visit, at);
}

// One of each kind: the Chinese is new, the pages are not.
async function shoot_chinese(browser, url) {
  const at = [sizes[0], sizes[2]];
  const paths = ['', 'works/latent-walk/', 'learned/faces/', 'guides/play/', 'guides/canvas/', 'guides/write-a-piece/'];
  for (const path of paths)
    await shoot_page(browser, url, `page-zh-${path.split('/').at(-2) ?? 'gallery'}`, `/zh/${path}`, at);
}

const browser = await launch_browser();
const site = await serve_folder(site_folder);
try {
  for (const id of names('works')) {
    if (wanted.length > 0 && !wanted.includes(id)) continue;
    await shoot_piece(browser, site.url, id);
    console.log(`  ${id}`);
  }
  if (wanted.length === 0) {
    await shoot_page(browser, site.url, 'page-gallery', '/');
    await shoot_page(browser, site.url, 'page-work', '/works/latent-walk/');
    for (const id of names('learned')) await shoot_page(browser, site.url, `page-model-${id}`, `/learned/${id}/`);
    for (const id of names('guides')) await shoot_page(browser, site.url, `page-guide-${id}`, `/guides/${id}/`);
    await shoot_chinese(browser, site.url);
  }
} finally {
  await browser.close();
  await site.close();
}
