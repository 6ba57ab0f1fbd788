// The page while a slow network works: gaps between the turns of a MessageChannel, and tasks of more than 50 ms, on the
// play page walking with a model that takes some 300 ms, against the same page with one that takes next to none. Both are
// open side by side and walk in turn; without a GPU the drawing itself costs tasks, on both alike.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { serve_site_with } from '../support/test_site.mjs';
import { write_dcgan_package } from './dcgan.mjs';

const rounds = 6;
const seconds = 10; // a round: a minute each in all
const slow = 150; // further convolutions

// Turn after turn for so many seconds; → the gaps in ms.
function gaps_of(seconds) {
  const { port1, port2 } = new MessageChannel();
  const gaps = [];
  const end = performance.now() + seconds * 1000;
  let last = performance.now();
  return new Promise((done) => {
    port1.onmessage = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (now < end) port2.postMessage(0);
      else done(gaps);
    };
    port2.postMessage(0);
  });
}

async function open_walk(browser, site, id) {
  const page = await open_page(browser, { viewport: { width: 256, height: 256 } });
  page.setDefaultTimeout(180_000);
  const link = `piece=latent-walk&model.generator=${id}&caption=false&mount=bare&walk-path=wander&walk-speed=0.4`;
  await page.goto(`${site.url}/play/?${link}`);
  await studio_ready(page);
  await models_settled(page);
  await page.evaluate(() => {
    window.long_tasks = [];
    const note = (list) => window.long_tasks.push(...list.getEntries().map((entry) => entry.duration));
    new PerformanceObserver(note).observe({ type: 'longtask' });
  });
  return page;
}

async function walk_round(page) {
  await page.focus('#canvas');
  await page.keyboard.press('Space');
  await page.evaluate(() => (window.long_tasks.length = 0));
  const gaps = await page.evaluate(gaps_of, seconds);
  const long = await page.evaluate(() => window.long_tasks);
  await page.keyboard.press('Space');
  await page.waitForTimeout(1000); // what is under way comes to its end
  return { gaps, long };
}

const part = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];

const folder = mkdtempSync(join(tmpdir(), 'reverie-freeze-'));
const kinds = [
  { id: 'slow', title: 'Slow', further: slow },
  { id: 'quick', title: 'Quick', further: 0 },
];
for (const { id, further } of kinds) write_dcgan_package(join(folder, id), id, further);
const site = await serve_site_with(kinds.map(({ id, title }) => ({ id, title, folder: join(folder, id) })));
const browser = await launch_browser();
try {
  const told = {};
  for (const { id } of kinds) told[id] = { page: await open_walk(browser, site, id), gaps: [], long: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const { id } of round % 2 ? [...kinds].reverse() : kinds) {
      const { gaps, long } = await walk_round(told[id].page);
      for (const gap of gaps) told[id].gaps.push(gap);
      told[id].long.push(...long);
    }
  const [worst_slow, worst_quick] = kinds.map(({ id }) => part(told[id].gaps, 0.99));
  const longest = (long) =>
    long.length ? `${long.length} over 50 ms, longest ${Math.max(...long).toFixed(0)} ms` : 'none over 50 ms';
  console.log(
    `page, gaps while a slow model loops, p99  ${(worst_slow / worst_quick).toFixed(2)}×  vs the same page on a quick model  ` +
      `(${worst_slow.toFixed(2)} and ${worst_quick.toFixed(2)} ms; tasks: ${longest(told.slow.long)}; ${longest(told.quick.long)})`,
  );
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
}
