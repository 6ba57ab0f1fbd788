// The maker's loop: a piece is edited while `make dev` runs, and the page shows it. How long that takes is measured by
// tests/bench/dev_loop.bench.mjs; here nothing is timed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch_browser, open_page, studio_ready } from '../support/browser.mjs';
import { editable, start_dev } from '../support/dev_server.mjs';
import { difference } from '../support/png.mjs';

let browser;
let dev;
let page;
const source = editable('shared/pieces/de-stijl/palettes.h');

before(async () => {
  dev = await start_dev();
  browser = await launch_browser();
  page = await open_page(browser, { reducedMotion: 'reduce' });
  page.setDefaultTimeout(300_000);
});

after(async () => {
  source.restore();
  await browser?.close();
  await dev?.close();
});

async function drawn() {
  await studio_ready(page);
  const picture = await page.evaluate(async () => {
    const { width, height, rgba } = await window.reverie.render({
      piece: 'de-stijl',
      link: location.search.slice(1),
      width: 120,
      height: 90,
    });
    return { width, height, rgba: [...rgba] };
  });
  return picture;
}

async function after_reload(act) {
  const loaded = page.waitForEvent('load');
  act();
  await loaded;
  return drawn();
}

test('a saved piece is in the page, at the state it had; a mistake is told; the way back leads back', async () => {
  await page.goto(`${dev.url}/play/?piece=de-stijl&seed=tide`);
  const first = await drawn();
  const address = page.url();

  const changed = await after_reload(() =>
    source.save((text) => text.replaceAll(/\{\d+, \d+, \d+\}/g, '{1, 200, 120}')),
  );
  assert.ok(difference(first, changed).mean > 8, 'the edited piece looks as before');
  assert.equal(page.url(), address);

  source.save((text) => `${text}\nthis is no C++;\n`);
  const overlay = page.locator('vite-error-overlay');
  await overlay.waitFor({ state: 'attached' });
  assert.match(await overlay.evaluate((box) => box.shadowRoot.textContent), /palettes\.h/);

  const back = await after_reload(() => source.restore());
  assert.deepEqual(difference(first, back), { max: 0, mean: 0 });
});
