// How long an edit takes from the save to the page, with `make dev` warm; the bar is 10 s.
import { launch_browser, open_page, studio_ready } from '../support/browser.mjs';
import { editable, start_dev } from '../support/dev_server.mjs';

const times = 5;
const bar = 10; // seconds
const source = editable('shared/pieces/de-stijl/palettes.h');
const dev = await start_dev();
const browser = await launch_browser();
try {
  const page = await open_page(browser);
  page.setDefaultTimeout(300_000);
  await page.goto(`${dev.url}/play/?piece=de-stijl`);
  await studio_ready(page);
  const seconds = [];
  for (let i = 0; i <= times; i += 1) {
    const began = performance.now();
    const loaded = page.waitForEvent('load');
    source.save((text) => text.replace(/\{\d+, \d+, \d+\}/, `{${100 + i}, 120, 90}`));
    await loaded;
    await studio_ready(page); // it has drawn
    const took = (performance.now() - began) / 1000;
    if (i === 0) continue; // the first may still have to compile what was pulled
    seconds.push(took);
  }
  const median = seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)];
  const each = seconds.map((took) => took.toFixed(1)).join(', ');
  console.log(`make dev, save to picture  ${(median / bar).toFixed(2)}×  vs the bar of ${bar} s  (${each} s)`);
} finally {
  source.restore();
  await browser.close();
  await dev.close();
}
