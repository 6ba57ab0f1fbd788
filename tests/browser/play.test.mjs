import assert from 'node:assert/strict';
import { test } from 'node:test';
import { models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { colors_of, difference, read_png } from '../support/png.mjs';
import { published_models } from '../support/test_site.mjs';
import { browser, open_piece, site } from '../support/visit.mjs';

const tiny = 'piece=latent-walk&model.generator=tiny';

// The part of the window that the dock never covers.
const canvas_clip = { x: 0, y: 60, width: 640, height: 600 };

async function picture(page) {
  return read_png(await page.screenshot({ clip: canvas_clip }));
}

// Pictures come from a worker and labels glide: waits until two looks are the same.
async function settled_picture(page) {
  let last = await picture(page);
  for (let i = 0; i < 40; i += 1) {
    await page.waitForTimeout(250);
    const now = await picture(page);
    if (difference(now, last).max === 0) return now;
    last = now;
  }
  throw new Error('The picture never came to rest.');
}

async function drag(page, from, to) {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 4 });
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
}

const address_holds = (page, pattern) =>
  page.waitForFunction((text) => new RegExp(text).test(location.search), pattern);

// The offline drawing of a link, as numbers that survive the way out of the page.
async function render(page, wish) {
  return page.evaluate(async (asked) => {
    const { width, height, rgba } = await window.reverie.render(asked);
    return { width, height, rgba: [...rgba] };
  }, wish);
}

test('a piece without a model draws, and asks for no runtime', async () => {
  const page = await open_piece('piece=de-stijl');
  assert.ok(colors_of(await settled_picture(page)) >= 4);
  assert.deepEqual(
    page.requested.filter((url) => /onnx|\/ort\./.test(url)),
    [],
  );
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('the network wakes in words and bytes, and its picture arrives', async () => {
  const page = await open_page(browser);
  const words = [];
  await page.exposeFunction('heard', (text) => words.push(text));
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const status = document.getElementById('status');
      new MutationObserver(() => window.heard(status.textContent)).observe(status, { childList: true });
    });
  });
  await page.goto(`${site.url}/play/?${tiny}`);
  await studio_ready(page);
  await models_settled(page);
  assert.ok(
    words.some((text) => /^Waking the network: [\d.]+ (kB )?of [\d.]+ MB$/.test(text)),
    words.join(' | '),
  );
  await page.waitForFunction(() => /Tiny/.test(document.getElementById('description').textContent));
  assert.ok(colors_of(await settled_picture(page)) > 100);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

for (const [name, link, changed] of [
  ['de-stijl', 'piece=de-stijl', 'doc='],
  ['latent-walk', tiny, 'pad='],
]) {
  test(`${name}: a drag changes the picture, the address follows, and the address brings it back`, async () => {
    const page = await open_piece(link);
    const before_drag = await settled_picture(page);
    await drag(page, [300, 250], [420, 380]);
    await page.mouse.move(300, 690);
    await address_holds(page, changed);
    const after_drag = await settled_picture(page);
    assert.ok(difference(before_drag, after_drag).max > 16, 'the drag changed nothing');
    const address = page.url();
    assert.deepEqual(page.faults, []);

    const again = await open_piece(new URL(address).search.slice(1));
    await again.mouse.move(300, 690);
    const reopened = await settled_picture(again);
    assert.equal(again.url(), address);
    const { max, mean } = difference(after_drag, reopened);
    assert.ok(max <= 2 && mean <= 0.2, `max ${max}, mean ${mean}`);
    await page.context().close();
    await again.context().close();
  });
}

test('one link draws one picture off screen, and another seed another', async () => {
  const page = await open_piece('piece=de-stijl');
  const wish = { piece: 'latent-walk', link: `${tiny}&seed=hello&pad=0.5,-0.25`, width: 120, height: 90, frames: 3 };
  const first = await render(page, wish);
  assert.deepEqual([first.width, first.height, first.rgba.length], [120, 90, 120 * 90 * 4]);
  assert.deepEqual(await render(page, wish), first);
  const other = await render(page, { ...wish, link: wish.link.replace('hello', 'goodbye') });
  assert.ok(difference(first, other).max > 16);
  await assert.rejects(render(page, { piece: 'no-such-piece' }), /There is no piece/);
  await page.context().close();
});

test('surprise me, undo, and the keys work', async () => {
  const page = await open_piece('piece=de-stijl');
  const first = await settled_picture(page);
  const click = async (name) => {
    const [x, y, width, height] = await page.evaluate((key) => window.reverie.inspect().boxes[key], name);
    await page.mouse.click(x + width / 2, y + height / 2);
  };
  await click('surprise');
  await address_holds(page, 'seed=');
  const surprised = await settled_picture(page);
  assert.ok(difference(first, surprised).max > 16);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !/seed=/.test(window.reverie.inspect().link));
  assert.equal(difference(first, await settled_picture(page)).max, 0);
  const boxes = () => page.evaluate(() => Object.keys(window.reverie.inspect().boxes).length);
  const open = await boxes();
  await page.keyboard.press('Tab');
  await page.waitForFunction((count) => Object.keys(window.reverie.inspect().boxes).length < count, open);
  await page.keyboard.press('Shift+Tab');
  assert.notEqual(await page.evaluate(() => document.activeElement.id), 'canvas');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('undo brings the model back that played before, with what it was told', async () => {
  const [other] = published_models();
  const page = await open_piece(`${tiny}&pad=0.5,-0.25`, { viewport: { width: 1000, height: 1700 } });
  // What is to be clicked may still be on its way; one clicks what stands still.
  const click = async (name) => {
    const place = () => page.evaluate((key) => JSON.stringify(window.reverie.inspect().boxes[key] ?? null), name);
    let last = 'null';
    for (let now = await place(); now === 'null' || now !== last; now = await place()) {
      last = now;
      await page.waitForTimeout(150);
    }
    const [x, y, width, height] = JSON.parse(last);
    await page.mouse.click(x + width / 2, y + height / 2);
  };
  const plays = (id) => page.waitForFunction((want) => window.reverie.inspect().link.includes(want), `=${id}@`);
  await plays('tiny');
  const first = await settled_picture(page);
  const link = await page.evaluate(() => window.reverie.inspect().link);
  await click('model.generator');
  await click(`pick.model.generator.${other.title}`);
  await plays(other.id);
  await page.mouse.move(300, 1690);
  const second = await settled_picture(page);
  assert.ok(difference(first, second).max > 16);
  await page.keyboard.press('Control+z');
  await plays('tiny');
  assert.equal(await page.evaluate(() => window.reverie.inspect().link), link);
  assert.equal(difference(first, await settled_picture(page)).max, 0);
  await page.keyboard.press('Control+Shift+z');
  await plays(other.id);
  assert.equal(difference(second, await settled_picture(page)).max, 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a lost drawing context comes back with its picture', async () => {
  const page = await open_piece(tiny);
  const before_loss = await settled_picture(page);
  await page.evaluate(async () => {
    const gl = document.getElementById('canvas').getContext('webgl2');
    const lose = gl.getExtension('WEBGL_lose_context');
    lose.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 300));
    lose.restoreContext();
    await new Promise((resolve) => setTimeout(resolve, 700));
  });
  assert.equal(difference(before_loss, await settled_picture(page)).max, 0);
  await page.context().close();
});

test('a phone: touch walks, the page stays in its width, the canvas is sharp', async () => {
  const page = await open_piece(tiny, {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  const [wide, pixels, points] = await page.evaluate(() => {
    const canvas = document.getElementById('canvas');
    return [document.documentElement.scrollWidth, canvas.width, canvas.clientWidth];
  });
  assert.ok(wide <= 360);
  assert.equal(pixels, points * 2);
  const touch = await page.context().newCDPSession(page);
  const send = (type, touchPoints) => touch.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [{ x: 180, y: 180 }]);
  for (let i = 1; i <= 6; i += 1) {
    await send('touchMove', [{ x: 180 + i * 12, y: 180 + i * 5 }]);
    await page.waitForTimeout(40);
  }
  await send('touchEnd', []);
  await address_holds(page, 'pad=');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

for (const { id } of published_models()) {
  test(`the published model ${id} plays`, async () => {
    const page = await open_piece(`piece=latent-walk&model.generator=${id}`);
    await page.waitForFunction(() => /^A picture by/.test(document.getElementById('description').textContent));
    assert.ok(colors_of(await settled_picture(page)) >= 8);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
