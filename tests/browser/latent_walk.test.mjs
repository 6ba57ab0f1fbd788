// Latent walk in the page: keyframes by mouse, finger and key, the contact sheet, the way through link and file, and a
// kept loop that closes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { studio_ready } from '../support/browser.mjs';
import { difference } from '../support/png.mjs';
import { folder, open_piece, site } from '../support/visit.mjs';

const tiny = 'piece=latent-walk&model.generator=tiny';

async function open_walk(link, context = {}) {
  const page = await open_piece(link, context);
  await page.waitForFunction(() => /pictures? by/.test(document.getElementById('description').textContent));
  return page;
}

const inspect = (page) => page.evaluate(() => window.reverie.inspect());

/** The keyframes in the link, as the piece writes them. */
async function keyframes(page) {
  const doc = new URLSearchParams((await inspect(page)).link).get('doc');
  return doc ? JSON.parse(Buffer.from(doc.split('.')[1], 'base64url')).keys : [];
}

async function keyframes_become(page, wanted) {
  for (let i = 0; i < 100; i += 1) {
    if (JSON.stringify(await keyframes(page)) === JSON.stringify(wanted)) return;
    await page.waitForTimeout(50);
  }
  assert.deepEqual(await keyframes(page), wanted);
}

// The middle of a tile of the strip: 44 points each and 6 between them, 26 above the lower edge. With two keyframes and
// more the first plays; the last adds.
async function tile(page, number, keys) {
  const [width, height] = (await inspect(page)).canvas;
  const tiles = keys + (keys > 1 ? 2 : 1);
  const left = Math.round((width - tiles * 44 - (tiles - 1) * 6) / 2);
  return [left + number * 50 + 22, Math.round(height - 26 - 44) + 22];
}

const pad = (page) => page.evaluate(() => new URLSearchParams(window.reverie.inspect().link).get('pad') ?? '0,0');

async function wait_for_pad(page, wanted) {
  await page.waitForFunction(
    (text) => (new URLSearchParams(window.reverie.inspect().link).get('pad') ?? '0,0') === text,
    wanted,
  );
}

test('keyframes by mouse: kept, visited, reordered, torn out, undone', async () => {
  const page = await open_walk(tiny);
  await page.mouse.click(...(await tile(page, 0, 0)));
  await keyframes_become(page, [['kite', 0, 0]]);
  await page.keyboard.press('Shift+ArrowRight');
  await wait_for_pad(page, '0.25,0');
  await page.mouse.click(...(await tile(page, 1, 1)));
  await keyframes_become(page, [
    ['kite', 0, 0],
    ['kite', 0.25, 0],
  ]); // prettier-ignore
  await page.mouse.click(...(await tile(page, 1, 2)));
  await wait_for_pad(page, '0,0');
  const [first, second] = [await tile(page, 1, 2), await tile(page, 2, 2)];
  await page.mouse.move(...second);
  await page.mouse.down();
  await page.mouse.move(first[0] - 4, first[1] - 3, { steps: 5 });
  await page.mouse.up();
  await keyframes_become(page, [
    ['kite', 0.25, 0],
    ['kite', 0, 0],
  ]);
  await page.mouse.move(...first);
  await page.mouse.down();
  await page.mouse.move(first[0], 200, { steps: 5 });
  await page.mouse.up();
  await keyframes_become(page, [['kite', 0, 0]]);
  await page.keyboard.press('Control+z');
  await keyframes_become(page, [
    ['kite', 0.25, 0],
    ['kite', 0, 0],
  ]);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('keyframes by finger', async () => {
  const page = await open_walk(tiny, {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  await page.touchscreen.tap(...(await tile(page, 0, 0)));
  await keyframes_become(page, [['kite', 0, 0]]);
  const touch = await page.context().newCDPSession(page);
  const send = (type, points) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  await send('touchStart', [[180, 160]]);
  for (let i = 1; i <= 6; i += 1) await send('touchMove', [[180 + i * 12, 160]]);
  await send('touchEnd', []);
  await page.waitForFunction(() => /pad=/.test(window.reverie.inspect().link));
  const at = Number((await pad(page)).split(',')[0]);
  await page.touchscreen.tap(...(await tile(page, 1, 1)));
  await keyframes_become(page, [
    ['kite', 0, 0],
    ['kite', at, 0],
  ]);
  const from = await tile(page, 1, 2);
  await send('touchStart', [from]);
  for (let i = 1; i <= 6; i += 1) await send('touchMove', [[from[0] + i * 9, from[1]]]);
  await send('touchEnd', []);
  await keyframes_become(page, [
    ['kite', at, 0],
    ['kite', 0, 0],
  ]);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('keyframes by keys, back from a link and from a kept file', async () => {
  const page = await open_walk(tiny, { acceptDownloads: true });
  await page.mouse.click(320, 620); // the canvas hears the keys
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await wait_for_pad(page, '0,0.25');
  await page.keyboard.press('Enter');
  const two = [
    ['kite', 0, 0],
    ['kite', 0, 0.25],
  ];
  await keyframes_become(page, two);
  await page.keyboard.press('PageUp');
  await wait_for_pad(page, '0,0');
  const coming = page.waitForEvent('download');
  await page.keyboard.press('k');
  const file = join(folder, 'kept.png');
  await (await coming).saveAs(file);
  await page.keyboard.press('Delete');
  await keyframes_become(page, [two[1]]);
  await page.goto(`${site.url}/play/?piece=de-stijl`);
  await studio_ready(page);
  await page.setInputFiles('#kept-file', file);
  await page.waitForFunction(() => /piece=latent-walk/.test(window.reverie.inspect().link));
  await keyframes_become(page, two);
  await page.waitForFunction(() => /doc=/.test(location.search));
  await page.goto(page.url());
  await studio_ready(page);
  await keyframes_become(page, two);
  // A page that is left may leave a request behind.
  assert.deepEqual(
    page.faults.filter((fault) => !/ERR_ABORTED/.test(fault)),
    [],
  );
  await page.context().close();
});

const render = (page, wish) =>
  page.evaluate(async (asked) => {
    const { width, height, rgba } = await window.reverie.render(asked);
    return { width, height, rgba: [...rgba] };
  }, wish);

const crop = ({ width, rgba }, x, y, w, h) => {
  const rows = [];
  for (let row = y; row < y + h; row += 1) rows.push(...rgba.slice((row * width + x) * 4, (row * width + x + w) * 4));
  return { width: w, height: h, rgba: rows };
};

test('a contact sheet of nine shows nine different pictures, and a click makes one the middle', async () => {
  const page = await open_walk(`${tiny}&rows=3`);
  // 400 points: 84 at the foot, 80 % of the rest for the sheet, pictures of 80 points with 6 between them (places.cpp).
  const sheet = await render(page, {
    piece: 'latent-walk',
    link: `${tiny}&rows=3`,
    width: 400,
    height: 400,
    frames: 1,
  });
  const all = 3 * 80 + 2 * 6;
  const left = Math.round((400 - all) / 2);
  const top = Math.round((400 - 84) / 2 - all / 2);
  const cells = [];
  for (let row = 0; row < 3; row += 1)
    for (let column = 0; column < 3; column += 1)
      cells.push(crop(sheet, left + column * 86 + 4, top + row * 86 + 4, 72, 72));
  for (let a = 0; a < 9; a += 1)
    for (let b = a + 1; b < 9; b += 1) assert.ok(difference(cells[a], cells[b]).max > 8, `${a} and ${b} are alike`);
  const [width, height] = (await inspect(page)).canvas;
  await page.mouse.click(width / 2 + 0.26 * Math.min(width, height), (height - 84) / 2);
  await wait_for_pad(page, '0.5,0');
  assert.match(await page.textContent('#description'), /^9 pictures by/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

// How far each frame of a GIF lies from the next, the last from the first: mean levels, as the browser decodes them.
function steps_of(page, file) {
  return page.evaluate(
    async ([numbers]) => {
      const decoder = new ImageDecoder({ data: new Uint8Array(numbers), type: 'image/gif' });
      await decoder.tracks.ready;
      const frames = [];
      for (let i = 0; i < decoder.tracks.selectedTrack.frameCount; i += 1) {
        const { image } = await decoder.decode({ frameIndex: i });
        const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        frames.push(context.getImageData(0, 0, canvas.width, canvas.height).data);
        image.close();
      }
      return frames.map((frame, i) => {
        const next = frames[(i + 1) % frames.length];
        return frame.reduce((sum, value, k) => sum + Math.abs(value - next[k]), 0) / frame.length;
      });
    },
    [[...readFileSync(file)]],
  );
}

test('a loop through keyframes is kept as a GIF whose end flows into its beginning', async () => {
  const doc = Buffer.from(
    JSON.stringify({
      keys: [
        ['kite', 0, 0],
        ['kite', 1, 0],
        ['wren', 1, 1, 0.8],
      ],
    }),
  ); // prettier-ignore
  const link = `${tiny}&doc=1.${doc.toString('base64url')}&walk=true&walk-path=keyframes&walk-speed=1&caption=false`;
  const page = await open_walk(link, {
    viewport: { width: 740, height: 500 },
    reducedMotion: 'no-preference',
    acceptDownloads: true,
  });
  const click = async (name) => {
    await page.waitForFunction((wanted) => window.reverie.inspect().boxes[wanted], name);
    const [x, y, width, height] = (await inspect(page)).boxes[name];
    await page.mouse.click(x + width / 2, y + height / 2);
  };
  await click('keep');
  const coming = page.waitForEvent('download', { timeout: 300_000 });
  await click('keep.gif');
  const file = join(folder, 'loop.gif');
  await (await coming).saveAs(file);
  const steps = await steps_of(page, file);
  assert.equal(steps.length, 60); // three keyframes at one a second, 20 frames a second
  const closing = steps.pop();
  assert.ok(Math.max(...steps) > 0.05, 'nothing moves');
  assert.ok(closing <= Math.max(...steps) * 1.1, `${closing} at the seam, at most ${Math.max(...steps)} elsewhere`);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
