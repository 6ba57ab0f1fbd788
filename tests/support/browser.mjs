// A browser for tests: Debian's Chromium without a GPU, and a page that remembers everything that went wrong on it.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', // the suite may run as root inside its own Debian userland
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--disable-lcd-text',
  '--font-render-hinting=none',
];

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Fails with one sentence when there is none. */
export async function launch_browser() {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath)
    throw new Error('No Chromium was found in /usr/bin; install Debian’s chromium or name one in CHROMIUM.');
  return chromium.launch({ executablePath, args: flags });
}

/**
 * A page in a context of its own. `page.faults`: what the console called an error, uncaught errors, failed requests;
 * `page.warnings`: what it warned of; `page.requested`: every address. `context` as Playwright's newContext takes it.
 */
export async function open_page(browser, context = {}) {
  const own = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...context });
  const page = await own.newPage();
  page.setDefaultTimeout(90_000); // machines may be slow; nothing here is timed
  page.faults = [];
  page.warnings = [];
  page.requested = [];
  page.on('console', (message) => {
    if (message.type() === 'error') page.faults.push(message.text());
    if (message.type() === 'warning') page.warnings.push(message.text());
  });
  page.on('pageerror', (error) => page.faults.push(String(error)));
  // What a page still fetched when the test went on to another is given up by the browser; that is no fault. It may ask
  // until the other page is there, so both moments count.
  let leaving = false;
  let visits = 0;
  const visit_of = new WeakMap();
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return;
    if (leaving) visits += 1;
    leaving = false;
  });
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) leaving = true;
    visit_of.set(request, visits);
    page.requested.push(request.url());
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (leaving && request.isNavigationRequest() && request.frame() === page.mainFrame()) leaving = false;
    const given_up = why === 'net::ERR_ABORTED' && (leaving || visit_of.get(request) !== visits);
    if (!given_up) page.faults.push(`${request.url()} ${why}`);
  });
  return page;
}

/** Waits until the studio draws; rejects with the page's own sentence. */
export async function studio_ready(page) {
  await page.waitForFunction(() => window.reverie !== undefined);
  await page.evaluate(() => window.reverie.ready);
  await page.waitForFunction(() => Object.keys(window.reverie.inspect().boxes).length > 0);
}

/** Waits until no model is on its way any more. */
export async function models_settled(page) {
  await page.waitForFunction(() => document.getElementById('status').textContent === '');
}
