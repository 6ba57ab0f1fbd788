// How long an edit takes from the save to the page, with `make dev` warm: node tests/bench/dev_loop.mjs [TIMES].
// Bar: 10 s. Prints each and the median.
import { launch_browser, open_page, studio_ready } from '../support/browser.mjs';
import { editable, start_dev } from '../support/dev_server.mjs';

const times = Number(process.argv[2] ?? 5);
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
    console.log(`save → picture  ${took.toFixed(1)} s`);
  }
  const median = seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)];
  console.log(`median          ${median.toFixed(1)} s (bar 10 s)`);
} finally {
  source.restore();
  await browser.close();
  await dev.close();
}
