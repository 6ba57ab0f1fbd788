// A visit to the built site: whoever imports this has one browser and one server for all tests of its file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from './browser.mjs';
import { serve_site } from './test_site.mjs';

export let browser;
export let site;
/** A folder of the file's own, gone afterwards. */
export let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-visit-'));
  browser = await launch_browser();
  site = await serve_site();
});

after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A page that plays the piece of a link, all its models there; at rest unless `context` says otherwise. `path`: play or
 * embed.
 */
export async function open_piece(link, context = {}, path = 'play') {
  const page = await open_page(browser, { reducedMotion: 'reduce', ...context });
  await page.goto(`${site.url}/${path}/?${link}`);
  await studio_ready(page);
  await models_settled(page);
  await page.waitForSelector('#controls fieldset', { state: 'attached' });
  return page;
}
