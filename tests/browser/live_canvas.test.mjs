// The canvas that the GPU paints, in a page: against the raster, and after its context was lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_page, studio_ready } from '../support/browser.mjs';
import { difference, read_png } from '../support/png.mjs';
import { browser, open_piece, site } from '../support/visit.mjs';

// The dock goes, and with it the canvas is the whole window; what lies in the corners is left out.
async function hide_dock(page) {
  const shown = () => page.evaluate(() => Object.keys(window.reverie.inspect().boxes).length);
  const open = await shown();
  await page.keyboard.press('Tab');
  await page.waitForFunction((count) => Object.keys(window.reverie.inspect().boxes).length < count, open);
}

const middle = { x: 100, y: 100, width: 700, height: 500 };

async function settled(page) {
  const look = async () => read_png(await page.screenshot({ clip: middle }));
  let last = await look();
  for (let i = 0; i < 40; i += 1) {
    await page.waitForTimeout(250);
    const now = await look();
    if (difference(now, last).max === 0) return now;
    last = now;
  }
  throw new Error('The picture never came to rest.');
}

// Edges that land elsewhere among the masks of their call round differently in the last bits.
function assert_alike(a, b) {
  const { max, mean } = difference(a, b);
  assert.ok(max <= 4 && mean <= 0.05, `max ${max}, mean ${mean}`);
}

test('the live canvas shows what the raster draws', async () => {
  const page = await open_piece('piece=de-stijl&seed=broadway');
  await hide_dock(page);
  const live = await settled(page);
  const wish = { piece: 'de-stijl', link: 'piece=de-stijl&seed=broadway', width: 1000, height: 700 };
  const whole = await page.evaluate(async (asked) => {
    const { width, rgba } = await window.reverie.render(asked);
    return { width, rgba: [...rgba] };
  }, wish);
  const rgba = new Uint8Array(live.rgba.length);
  for (let y = 0; y < live.height; y += 1) {
    const from = 4 * ((y + middle.y) * whole.width + middle.x);
    rgba.set(whole.rgba.slice(from, from + 4 * live.width), 4 * y * live.width);
  }
  const { mean } = difference(live, { ...live, rgba });
  assert.ok(mean <= 0.75, `mean ${mean}`);
  await page.context().close();
});

test('a lost context brings back a drawing, and undo still finds every stroke below it', async () => {
  const page = await open_piece('piece=sketchpad');
  await hide_dock(page);
  const pictures = [];
  for (let i = 0; i < 12; i += 1) {
    await page.mouse.move(150 + 40 * i, 150);
    await page.mouse.down();
    await page.mouse.move(180 + 30 * i, 400, { steps: 5 });
    await page.mouse.up();
    if (i >= 9) pictures.push(await settled(page));
  }
  assert.ok(difference(pictures[1], pictures[2]).max > 16, 'no stroke was drawn');
  await page.evaluate(async () => {
    const lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    lose.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 300));
    lose.restoreContext();
    await new Promise((resolve) => setTimeout(resolve, 700));
  });
  assert_alike(pictures[2], await settled(page));
  for (const expected of [pictures[1], pictures[0]]) {
    await page.keyboard.press('Control+z');
    assert_alike(expected, await settled(page));
  }
  await page.context().close();
});

// Each of these makes the page wait until the GPU's process has drawn all that went before. What the flash guard reads
// lies behind a fence and is asked for when it is there.
// Who opens it finds what they wrote themselves, and not what a browser thinks of how we read pixels.
test('a piece that moves leaves the console empty', async () => {
  const page = await open_piece('piece=sunrise');
  await page.waitForTimeout(4000);
  assert.deepEqual(page.warnings, []);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a frame asks the context for nothing', async () => {
  const page = await open_page(browser);
  await page.addInitScript(() => {
    window.asked = {};
    const context = WebGL2RenderingContext.prototype;
    for (const name of ['getParameter', 'getError', 'finish', 'checkFramebufferStatus', 'getProgramParameter']) {
      const ask = context[name];
      context[name] = function (...what) {
        window.asked[name] = (window.asked[name] ?? 0) + 1;
        return ask.apply(this, what);
      };
    }
  });
  await page.goto(`${site.url}/play/?piece=pong-garden`);
  await studio_ready(page);
  const frames = (count) =>
    page.evaluate(async (wanted) => {
      for (let i = 0; i < wanted; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    }, count);
  await frames(20); // textures and shaders are made when they are first needed
  await page.evaluate(() => {
    window.asked = {};
  });
  await frames(30);
  assert.deepEqual(await page.evaluate(() => window.asked), {});
  await page.context().close();
});
