// The reference pictures of the blend modes against Chromium's own canvas, drawn by the same calls as
// shared/canvas/test/reference/scenes_blend.cpp. `replace` has no counterpart that respects the shape's edge.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch_browser, open_page } from '../support/browser.mjs';
import { difference, read_png } from '../support/png.mjs';

const modes = {
  blend: 'source-over',
  add: 'lighter',
  darkest: 'darken',
  lightest: 'lighten',
  difference: 'difference',
  exclusion: 'exclusion',
  multiply: 'multiply',
  screen: 'screen',
  remove: 'destination-out',
  overlay: 'overlay',
  'hard-light': 'hard-light',
  'soft-light': 'soft-light',
  dodge: 'color-dodge',
  burn: 'color-burn',
};

let browser;
let page;
before(async () => {
  browser = await launch_browser();
  page = await open_page(browser);
});
after(() => browser?.close());

function draw(operation) {
  const canvas = new OffscreenCanvas(120, 64);
  const c = canvas.getContext('2d');
  const course = (x, y, stops) => {
    const gradient = c.createLinearGradient(x[0], y[0], x[1], y[1]);
    for (const [offset, color] of stops) gradient.addColorStop(offset, color);
    return gradient;
  };
  const circle = (x, y, diameter) => {
    c.beginPath();
    c.arc(x, y, diameter / 2, 0, 2 * Math.PI);
    c.fill();
  };
  c.fillStyle = course(
    [0, 0],
    [0, 64],
    [
      [0, 'rgb(20 30 90)'],
      [0.5, 'rgb(210 120 60)'],
      [1, 'rgb(250 245 230)'],
    ],
  );
  c.fillRect(0, 0, 60, 64);
  c.fillStyle = 'rgb(120 176 222 / 50.2%)';
  c.fillRect(60, 0, 18, 64);
  c.globalCompositeOperation = operation;
  c.fillStyle = course(
    [8, 112],
    [0, 0],
    [
      [0, '#000'],
      [0.35, 'rgb(200 60 60)'],
      [0.7, 'rgb(120 200 140)'],
      [1, '#fff'],
    ],
  );
  c.fillRect(8, 6, 104, 22);
  c.fillStyle = 'rgb(235 174 72 / 60%)';
  circle(40, 44, 30);
  c.fillStyle = 'rgb(38 140 138)';
  circle(70, 44, 26);
  c.globalAlpha = 0.5;
  c.fillStyle = 'rgb(122 62 118)';
  circle(98, 44, 22);
  return [...c.getImageData(0, 0, 120, 64).data];
}

// What a transparent pixel hides is no colour.
function premultiplied({ width, height, rgba }) {
  return { width, height, rgba: rgba.map((value, i) => (i % 4 === 3 ? value : (value * rgba[i | 3]) / 255)) };
}

for (const [mode, operation] of Object.entries(modes)) {
  test(`${mode} is Chromium's ${operation}`, async () => {
    const rgba = Uint8Array.from(await page.evaluate(draw, operation));
    const committed = read_png(readFileSync(`shared/canvas/test/reference/blend-${mode}.png`));
    const drawn = premultiplied({ width: 120, height: 64, rgba });
    const ours = premultiplied(committed);
    const { max, mean } = difference(drawn, ours);
    const far = ours.rgba.filter((value, i) => Math.abs(value - drawn.rgba[i]) > 4).length / ours.rgba.length;
    assert.ok(max <= 48 && mean <= 0.6, `largest difference ${max}, mean ${mean}`);
    assert.ok(far <= 0.02, `${far} of all differ by more than 4`); // the edges of the circles
  });
}
