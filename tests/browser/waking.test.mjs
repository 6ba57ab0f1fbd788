// While a network wakes its package's own pictures move on the canvas; the first real picture takes their place.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { hostile_graphs } from '../support/hostile_models.mjs';
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

// Where each of the strip's colours lies on the screen.
async function places_on(page) {
  const { rgba, width } = read_png(await page.screenshot());
  const places = colors.map(() => ({ count: 0, left: 1e9, top: 1e9, right: 0, bottom: 0 }));
  for (let i = 0; i < rgba.length; i += 4)
    for (const [at, color] of colors.entries()) {
      if (color.some((level, channel) => Math.abs(level - rgba[i + channel]) > 2)) continue;
      const place = places[at];
      const x = (i / 4) % width;
      const y = Math.floor(i / 4 / width);
      place.count += 1;
      place.left = Math.min(place.left, x);
      place.right = Math.max(place.right, x + 1);
      place.top = Math.min(place.top, y);
      place.bottom = Math.max(place.bottom, y + 1);
    }
  return places;
}

// Which of them are there, each on a thousand pixels at least.
const colors_on = async (page) => (await places_on(page)).flatMap(({ count }, at) => (count > 1000 ? [at] : []));

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

test('who asked for less motion sees pictures that stand', async () => {
  const site = await sleeping_site();
  const page = await visit(site, { reducedMotion: 'reduce' });
  await poll(
    () => colors_on(page),
    (seen) => seen.length > 0,
  );
  for (let i = 0; i < 20; i += 1) assert.deepEqual(await colors_on(page), [0, 1, 3]); // the first, those beside it
  site.wake();
  await picture_is_there(page);
  await poll(
    () => colors_on(page),
    (left) => left.length === 0,
  );
  await page.context().close();
  await site.close();
});

// Sizes at which there is little room: a phone in each hand, frames in somebody's column. The text is out of sight while
// the pictures are looked for, so that it cannot hide what it covers.
const narrow = {
  play: [
    [360, 740],
    [740, 360],
    [667, 375],
    [480, 420],
    [390, 844],
  ],
  embed: [
    [320, 240],
    [300, 300],
    [640, 360],
    [320, 180],
  ],
};
for (const [path, sizes] of Object.entries(narrow))
  test(`${path}: on a small screen the line about the network lies beside the pictures`, async () => {
    const site = await sleeping_site();
    const page = await visit(site, { reducedMotion: 'reduce' }, path);
    await page.evaluate(() => {
      document.getElementById('status').style.visibility = 'hidden';
    });
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const seen = [];
      const places = await poll(
        async () => {
          seen.push((await places_on(page)).filter(({ count }) => count > 30));
          return seen.at(-1);
        },
        () => seen.at(-1).length > 0 && JSON.stringify(seen.at(-1)) === JSON.stringify(seen.at(-2)),
      );
      const { line, sheet } = await page.evaluate(() => {
        const { left, top, right, bottom } = document.getElementById('status').getBoundingClientRect();
        return { line: { left, top, right, bottom }, sheet: window.reverie.inspect().boxes.handle?.[1] ?? innerHeight };
      });
      const said = `${width} × ${height}: ${JSON.stringify({ line, sheet, places })}`;
      assert.ok(line.left >= 0 && line.top >= 0 && line.right <= width && line.bottom <= sheet, said);
      for (const { left, top, right, bottom } of places)
        assert.ok(line.right < left || line.left > right || line.bottom < top || line.top > bottom, said);
    }
    assert.deepEqual(page.faults, []);
    await page.context().close();
    await site.close();
  });

test('a network that cannot draw takes them with it, and a sentence says so', async () => {
  const [, graph] = hostile_graphs.find(([name]) => name === 'weights that are no numbers');
  const sha256 = createHash('sha256').update(graph).digest('hex');
  const change = (card) => ({
    graph,
    card: { ...card, files: [{ ...card.files[0], bytes: graph.length, sha256 }, card.files[1]] },
  });
  const site = await sleeping_site({ strip, change });
  const page = await visit(site);
  await poll(
    () => colors_on(page),
    (seen) => seen.length > 0,
  );
  site.wake();
  await page.locator('#messages li').first().waitFor({ state: 'attached' });
  assert.match((await page.locator('#messages li').allTextContents()).join(' | '), /NaN or infinity/);
  await poll(
    () => colors_on(page),
    (left) => left.length === 0,
  );
  for (let i = 0; i < 5; i += 1) assert.deepEqual(await colors_on(page), []);
  await page.waitForFunction(() =>
    /^A veil of pale pixels: the model Tiny could not draw/.test(document.getElementById('description').textContent),
  );
  assert.deepEqual(page.faults, []);
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
