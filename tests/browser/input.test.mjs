// Real fingers, pens and wheels on the page: what reaches the piece, and what stays with the page around the canvas. A few
// lines over the usual length, since all tests share the ways to touch the page that stand first.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { colors_of, read_png } from '../support/png.mjs';
import { serve_site } from '../support/test_site.mjs';

let browser;
let site;

// A blog with a long post, and our page in the middle of it as an embed will be.
const host = (play) => `<!doctype html><html lang="en"><head><title>A post</title><link rel="icon" href="data:,"></head>
<body style="margin:0;height:4000px;background:#dde"><p id="words" style="margin:20px">Some words.</p>
<input id="field" style="margin:20px">
<iframe id="embed" title="A sketch" src="${play}" style="position:absolute;top:200px;left:100px;width:800px;height:420px;border:0"></iframe>
</body></html>`;

before(async () => {
  browser = await launch_browser();
  site = await serve_site({
    spoil: (path) => (path === '/post.html' ? { type: 'text/html', body: host('play/?piece=de-stijl') } : undefined),
  });
});

after(async () => {
  await browser?.close();
  await site?.close();
});

async function open_pad(context = {}, more = '') {
  const page = await open_page(browser, { reducedMotion: 'reduce', ...context });
  await page.goto(`${site.url}/play/?piece=sketchpad${more}`);
  await studio_ready(page);
  await models_settled(page);
  const cdp = await page.context().newCDPSession(page);
  return { page, cdp };
}

const inspect = (page) => page.evaluate(() => window.reverie.inspect());

/** Strokes in the link's document: [[tool, colour, width, symmetry, points], …]. */
async function strokes(page) {
  const link = new URLSearchParams((await inspect(page)).link);
  const doc = link.get('doc');
  return doc ? JSON.parse(Buffer.from(doc.split('.')[1], 'base64url').toString()).strokes : [];
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** [x, y, pressure] of each point. */
function points_of(text) {
  const numbers = [];
  let value = 0;
  let shift = 0;
  for (const letter of text) {
    const digit = letters.indexOf(letter);
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value % 2 ? -(value + 1) / 2 : value / 2);
    value = 0;
    shift = 0;
  }
  const points = [];
  let at = [0, 0, 0];
  for (let i = 0; i < numbers.length; i += 3) {
    at = at.map((one, k) => one + numbers[i + k]);
    points.push([at[0] / 16, at[1] / 16, at[2] / 63]);
  }
  return points;
}

const next_frames = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Strokes once there are so many: on a busy machine the studio takes its events some frames later. */
async function strokes_once(page, many) {
  for (let tries = 0; tries < 100 && (await strokes(page)).length < many; tries += 1) await next_frames(page);
  return strokes(page);
}

test('a pen: its pressure makes the line swell, its coalesced samples all arrive', async () => {
  const { page, cdp } = await open_pad();
  const pen = (type, x, y, force) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: type === 'mouseMoved' && force === 0 ? 'none' : 'left',
      buttons: force > 0 ? 1 : 0,
      clickCount: 1,
      force,
      tiltX: 20,
      tiltY: -10,
      pointerType: 'pen',
    });
  await pen('mousePressed', 100, 300, 0.1);
  assert.equal((await inspect(page)).touches.length, 1);
  for (let i = 1; i <= 40; i += 1) await pen('mouseMoved', 100 + 10 * i, 300 + 40 * Math.sin(i / 5), 0.1 + i / 50);
  await next_frames(page);
  const held = await inspect(page);
  assert.ok(Math.abs(held.touches[0].pressure - 0.9) < 0.01, `the pressure was ${held.touches[0].pressure}`);
  assert.deepEqual([held.touches[0].x, held.touches[0].id], [500, 0]);
  await pen('mouseReleased', 500, 300 + 40 * Math.sin(8), 0);
  await next_frames(page);
  assert.deepEqual((await inspect(page)).touches, []);
  const drawn = await strokes(page);
  assert.equal(drawn.length, 1);
  assert.equal(drawn[0][3], '1', 'a pen that tells its pressure is not tapered');
  const points = points_of(drawn[0][4]);
  assert.ok(points[0][2] < 0.15 && points.at(-1)[2] > 0.7, 'light first, heavy last');
  assert.ok(points.length > 8, 'a wave has more than its two ends');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('coalesced moves are handed on one by one', async () => {
  const { page } = await open_pad();
  // One event of the browser that holds what the device measured since the last.
  const ran = await page.evaluate(() => {
    const canvas = document.getElementById('canvas');
    const init = (x, y, buttons) => ({
      pointerId: 77,
      pointerType: 'pen',
      clientX: x,
      clientY: y,
      buttons,
      pressure: buttons ? 0.6 : 0,
      bubbles: true,
      isPrimary: true,
    });
    canvas.dispatchEvent(new PointerEvent('pointerdown', init(100, 100, 1)));
    const coalescedEvents = [];
    for (let i = 1; i <= 30; i += 1) {
      const a = (i / 30) * Math.PI;
      coalescedEvents.push(new PointerEvent('pointermove', init(200 - 100 * Math.cos(a), 100 + 100 * Math.sin(a), 1)));
    }
    canvas.dispatchEvent(new PointerEvent('pointermove', { ...init(300, 100, 1), coalescedEvents }));
    canvas.dispatchEvent(new PointerEvent('pointerup', init(300, 100, 0)));
    return true;
  });
  assert.ok(ran);
  const points = points_of((await strokes_once(page, 1))[0][4]);
  const lowest = Math.max(...points.map(([, y]) => y));
  assert.ok(lowest > 180, `the arc reaches down to ${lowest}, a straight line would not`);
  await page.context().close();
});

test('two fingers draw two strokes at once, with numbers that are used again', async () => {
  const { page, cdp } = await open_pad({ hasTouch: true });
  const touch = (type, ...touchPoints) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: touchPoints.map(([id, x, y, force = 0.4]) => ({ id, x, y, force })),
    });
  await touch('touchStart', [4, 100, 200]);
  await touch('touchStart', [4, 100, 200], [9, 100, 400]);
  for (let i = 1; i <= 20; i += 1) await touch('touchMove', [4, 100 + 20 * i, 200], [9, 100 + 20 * i, 400]);
  await next_frames(page);
  const { touches } = await inspect(page);
  assert.deepEqual(
    touches.map(({ id, x, y }) => [id, x, y]),
    [
      [0, 500, 200],
      [1, 500, 400],
    ],
  );
  assert.ok(Math.abs(touches[0].pressure - 0.4) < 0.01, `the force was ${touches[0].pressure}`);
  await touch('touchEnd');
  await touch('touchStart', [31, 300, 100], [30, 300, 500]);
  assert.deepEqual(
    (await inspect(page)).touches.map(({ id }) => id),
    [0, 1],
    'free numbers are taken again',
  );
  await touch('touchEnd');
  await next_frames(page);
  assert.deepEqual((await inspect(page)).touches, []);
  assert.equal((await strokes(page)).length, 4);
  await page.keyboard.press('Control+z');
  await next_frames(page);
  assert.equal((await strokes(page)).length, 2, 'what overlapped in time is one gesture and one step');
  await page.context().close();
});

test('a finger on the dock and one on the canvas do not hear of each other', async () => {
  const { page, cdp } = await open_pad({ hasTouch: true });
  const touch = (type, ...touchPoints) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints.map(([id, x, y]) => ({ id, x, y })) });
  const [x, y, width, height] = (await inspect(page)).boxes.width;
  const slider = [x + width * 0.5, y + height / 2];
  await touch('touchStart', [1, ...slider]);
  await next_frames(page);
  assert.deepEqual((await inspect(page)).touches, []);
  await touch('touchStart', [1, ...slider], [2, 100, 300]);
  for (let i = 1; i <= 12; i += 1) await touch('touchMove', [1, slider[0] + 4 * i, slider[1]], [2, 100 + 20 * i, 300]);
  await next_frames(page);
  assert.deepEqual(
    (await inspect(page)).touches.map((one) => [one.id, one.x]),
    [[0, 340]],
  );
  await touch('touchEnd');
  await next_frames(page);
  assert.equal((await strokes(page)).length, 1);
  assert.match((await inspect(page)).link, /width=/);
  await page.context().close();
});

test('a capture that is lost lifts the pen, and so does leaving the window', async () => {
  const { page } = await open_pad();
  await page.mouse.move(100, 200);
  await page.mouse.down();
  await page.mouse.move(300, 220, { steps: 5 });
  assert.equal((await inspect(page)).touches.length, 1);
  await page.evaluate(() =>
    document
      .getElementById('canvas')
      .dispatchEvent(new PointerEvent('lostpointercapture', { pointerId: 1, pointerType: 'mouse' })),
  );
  assert.equal((await inspect(page)).touches.length, 0);
  await page.mouse.up();
  await page.keyboard.down('ArrowRight');
  await next_frames(page);
  await next_frames(page);
  assert.deepEqual((await inspect(page)).keys, ['ArrowRight']);
  await page.evaluate(() => document.getElementById('canvas').blur());
  assert.deepEqual((await inspect(page)).keys, []);
  await page.keyboard.up('ArrowRight');
  await page.context().close();
});

test('keys draw: arrows move the pen, Space puts it down', async () => {
  const { page } = await open_pad();
  await page.keyboard.press('Space');
  await page.keyboard.down('ArrowRight');
  await page.waitForTimeout(400);
  await page.keyboard.up('ArrowRight');
  await page.keyboard.press('Space');
  await next_frames(page);
  await next_frames(page);
  assert.equal((await strokes(page)).length, 1);
  assert.ok(colors_of(read_png(await page.screenshot({ clip: { x: 0, y: 60, width: 640, height: 600 } }))) > 3);
  await page.context().close();
});

test('in another page wheel, touch and keys are the host’s until the canvas is activated', async () => {
  const page = await open_page(browser, { reducedMotion: 'reduce', hasTouch: true });
  await page.goto(`${site.url}/post.html`);
  const frame = page.frame({ url: /play/ });
  await frame.waitForFunction(() => window.reverie !== undefined);
  await frame.evaluate(() => window.reverie.ready);
  await frame.waitForFunction(() => Object.keys(window.reverie.inspect().boxes).length > 0);
  const active = () => frame.evaluate(() => document.getElementById('canvas').hasAttribute('data-active'));
  // Where the post lies once it lies still: scrolling glides, and for some frames before nothing may be seen of it.
  const scrolled = () =>
    page.evaluate(async () => {
      for (let same = 0, last = scrollY; same < 30; same = scrollY === last ? same + 1 : 0) {
        last = scrollY;
        await new Promise((done) => requestAnimationFrame(done));
      }
      return scrollY;
    });
  const scroll_back = async () => {
    await scrolled();
    await page.evaluate(() => scrollTo(0, 0));
  };
  const wheel = (by) => page.mouse.wheel(0, by);
  assert.equal(await active(), false);

  await page.mouse.move(400, 400);
  await wheel(60);
  await page.waitForFunction(() => scrollY > 0); // the wheel over the canvas scrolls the post
  assert.equal(await scrolled(), 60);
  const cdp = await page.context().newCDPSession(page);
  const finger = (type, y) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: 400, y }] });
  await finger('touchStart', 450);
  for (let y = 440; y >= 330; y -= 10) await finger('touchMove', y);
  await finger('touchEnd');
  await page.waitForFunction(() => scrollY > 100);
  assert.ok((await scrolled()) > 100, 'a finger on the canvas scrolls the post');
  assert.equal(await active(), false, 'and activates nothing');
  const link = (await frame.evaluate(() => window.reverie.inspect())).link;
  await scroll_back();
  await page.focus('#field');
  await page.keyboard.type('s d');
  assert.equal(await page.inputValue('#field'), 's d');
  assert.equal((await frame.evaluate(() => window.reverie.inspect())).link, link, 'the canvas heard no key');

  await page.mouse.click(300, 330);
  assert.equal(await active(), true);
  await wheel(60);
  assert.equal(await scrolled(), 0, 'now the wheel is ours');
  await page.keyboard.press('s');
  await frame.waitForFunction((before) => window.reverie.inspect().link !== before, link);

  await page.keyboard.press('Escape');
  assert.equal(await active(), false, 'Escape gives it back');
  await wheel(60);
  await page.waitForFunction(() => scrollY > 0);
  await scroll_back();
  await page.touchscreen.tap(300, 330);
  assert.equal(await active(), true, 'a tap activates');
  await page.focus('#field');
  assert.equal(await active(), false, 'and so does the loss of the focus end it');
  await page.keyboard.type('!');
  assert.equal(await page.inputValue('#field'), 's d!');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
