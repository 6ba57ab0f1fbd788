// While a network wakes its package's own pictures move on the canvas; the first real picture takes their place.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { png_of, read_png } from '../support/png.mjs';
import { serve_site } from '../support/test_site.mjs';

// Plain colours that no sum of cosines holds for a whole picture.
const colors = [
  [250, 20, 200],
  [20, 220, 40],
  [30, 60, 240],
  [240, 230, 10],
];
const strip = png_of(4 * 16, 16, (x) => [...colors[Math.floor(x / 16)], 255]);

let browser;
before(async () => {
  browser = await launch_browser();
});
const sites = new Set();
after(async () => {
  await browser?.close();
  for (const site of sites) await site.close(); // of tests that failed; an open server would keep this file running
});

/** A site whose runtime arrives when `wake()` says so. */
async function sleeping_site(options = {}) {
  let wake;
  const awake = new Promise((resolve) => {
    wake = resolve;
  });
  const requested = [];
  const site = await serve_site({
    strip,
    ...options,
    spoil: (path) => {
      requested.push(path);
      return /^\/runtime\/ort/.test(path) ? awake : undefined;
    },
  });
  sites.add(site);
  const close = async () => {
    sites.delete(site);
    await site.close();
  };
  return { ...site, close, wake, requested };
}

async function visit(site, context = {}, path = 'play') {
  const page = await open_page(browser, { viewport: { width: 480, height: 420 }, ...context });
  await page.goto(`${site.url}/${path}/?piece=latent-walk&model.generator=tiny`);
  await studio_ready(page);
  return page;
}

// Which of the strip's colours lie on the canvas, each on a thousand pixels at least.
async function colors_on(page) {
  const { rgba } = read_png(await page.screenshot());
  const seen = colors.map(() => 0);
  for (let i = 0; i < rgba.length; i += 4)
    for (const [at, color] of colors.entries())
      if (color.every((level, channel) => Math.abs(level - rgba[i + channel]) <= 2)) seen[at] += 1;
  return seen.flatMap((count, at) => (count > 1000 ? [at] : []));
}

async function poll(what, enough) {
  for (let i = 0; i < 150; i += 1) {
    const value = await what();
    if (enough(value)) return value;
  }
  assert.fail('what was waited for did not come');
}

const picture_is_there = (page) =>
  page.waitForFunction(() => /^A picture by/.test(document.getElementById('description').textContent));

for (const path of ['play', 'embed'])
  test(`${path}: the strip moves until the network draws, and is gone then`, async () => {
    const site = await sleeping_site();
    const page = await visit(site, {}, path);
    const seen = new Set();
    await poll(
      async () => {
        for (const color of await colors_on(page)) seen.add(color);
      },
      () => seen.size > 1,
    );
    await page.waitForFunction(() =>
      /^Pictures that the model Tiny drew earlier/.test(document.getElementById('description').textContent),
    );
    assert.match(await page.evaluate(() => document.getElementById('status').textContent), /^Waking the network/);
    assert.equal(site.requested.filter((one) => /strip\./.test(one)).length, 1);
    site.wake();
    await models_settled(page);
    await picture_is_there(page);
    await poll(
      () => colors_on(page),
      (left) => left.length === 0,
    );
    for (let i = 0; i < 5; i += 1) assert.deepEqual(await colors_on(page), []);
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await site.close();
  });

test('who asked for less motion sees one picture that stands', async () => {
  const site = await sleeping_site();
  const page = await visit(site, { reducedMotion: 'reduce' });
  await poll(
    () => colors_on(page),
    (seen) => seen.length > 0,
  );
  for (let i = 0; i < 20; i += 1) assert.deepEqual(await colors_on(page), [0]);
  site.wake();
  await picture_is_there(page);
  await poll(
    () => colors_on(page),
    (left) => left.length === 0,
  );
  await page.context().close();
  await site.close();
});

test('a strip that cannot be shown leaves the veil, and no word of it', async () => {
  const changed = (card) => {
    card.files[1].sha256 = card.files[1].sha256.replace(/^.{8}/, '00000000');
    return { card };
  };
  const cases = [
    { strip: Buffer.from('This is no picture at all, only a text that is long enough.') },
    { strip: png_of(4 * 16 + 3, 16, () => [250, 20, 200, 255]) },
    { strip, change: changed },
  ];
  for (const spoilt of cases) {
    const site = await sleeping_site(spoilt);
    const page = await visit(site);
    await page.waitForFunction(() => /^A veil/.test(document.getElementById('description').textContent));
    await poll(
      () => site.requested,
      (paths) => paths.some((one) => /strip\./.test(one)),
    );
    assert.deepEqual(await colors_on(page), []);
    site.wake();
    await picture_is_there(page);
    assert.equal(await page.evaluate(() => document.getElementById('messages').textContent), '');
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await site.close();
  }
});
