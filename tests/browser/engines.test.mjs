// The play page in engines other than Chromium: it opens, draws Chromium's picture, answers pointer and keys, and
// complains of nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { engine_names, keys, launch_engine, viewport, with_ears } from '../support/engines.mjs';
import { colors_of, cut, difference, read_png } from '../support/png.mjs';
import { serve_site, site_folder } from '../support/test_site.mjs';

const links = { 'de-stijl': 'piece=de-stijl', 'latent-walk': 'piece=latent-walk&model.generator=faces' };
const beside_the_dock = { x: 0, y: 60, width: 640, height: 600 };

let site;
const chromium = {}; // piece → {offline, live}: what the others are held against

// Called in a page: the offline drawing of a link, as text that survives the way out.
async function render_there(piece, link) {
  const { width, height, rgba } = await window.reverie.render({ piece, link, width: 240, height: 180 });
  const characters = Array.from(rgba, (value) => String.fromCharCode(value));
  return { width, height, rgba: btoa(characters.join('')) };
}
const picture_of = ({ width, height, rgba }) => ({ width, height, rgba: Buffer.from(rgba, 'base64') });

// Pictures come from a worker and labels glide: looks until two looks are the same.
async function at_rest(screenshot) {
  let last;
  for (let i = 0; i < 60; i += 1, await pause(250)) {
    const now = cut(read_png(await screenshot()), beside_the_dock);
    if (last && difference(now, last).max === 0) return now;
    last = now;
  }
  throw new Error('The picture never came to rest.');
}

// A page on which everything goes wrong that a visitor would not see.
const broken_page = `<!doctype html><html><head><meta charset="utf-8"><title>Broken</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<script>document.title = 'forbidden'</script><script type="module" src="broken.js"></script></head></html>`;
const broken_script = `console.error('said aloud');
document.head.append(Object.assign(document.createElement('script'), { src: 'lost.js' }));
Promise.reject(new Error('rejected'));
setTimeout(() => { throw new Error('thrown'); });`;

const is_play_page = (path) => path === '/play/' || path === '/play/index.html';
function spoil(path) {
  if (is_play_page(path)) {
    const html = readFileSync(join(site_folder, 'play/index.html'), 'utf8');
    return { type: 'text/html; charset=utf-8', body: with_ears(html) };
  }
  if (path === '/broken/') return { type: 'text/html', body: with_ears(broken_page) };
  if (path === '/broken/broken.js') return { type: 'text/javascript', body: broken_script };
  return undefined;
}

before(async () => {
  site = await serve_site({ spoil });
  const browser = await launch_browser();
  try {
    const page = await open_page(browser, { reducedMotion: 'reduce', viewport });
    for (const [piece, link] of Object.entries(links)) {
      await page.goto(`${site.url}/play/?${link}`);
      await studio_ready(page);
      await models_settled(page);
      const rendered = await page.evaluate(`(${render_there})(${JSON.stringify(piece)}, ${JSON.stringify(link)})`);
      chromium[piece] = { offline: picture_of(rendered), live: await at_rest(() => page.screenshot()) };
    }
  } finally {
    await browser.close();
  }
});
after(() => site?.close());

for (const name of engine_names) {
  describe(name, () => {
    let engine;
    before(async () => {
      engine = await launch_engine(name);
    });
    after(() => engine?.close());

    const picture = () => at_rest(() => engine.screenshot());
    const link_is = (pattern, wanted = true) =>
      engine.wait_for((text, want) => new RegExp(text).test(location.search) === want, pattern, wanted);

    async function open_piece(piece) {
      await engine.open(`${site.url}/play/?${links[piece]}`);
      await engine.wait_for(() => window.reverie !== undefined);
      await engine.evaluate(() => window.reverie.ready);
      await engine.wait_for(() => Object.keys(window.reverie.inspect().boxes).length > 0);
      await engine.wait_for(() => document.getElementById('status').textContent === '');
      await engine.wait_for(() => document.body.classList.contains('playing'));
      const words = piece === 'latent-walk' ? '^A picture by' : '.'; // before them a veil is drawn, which rests too
      await engine.wait_for((text) => new RegExp(text).test(document.getElementById('description').textContent), words);
    }

    for (const piece of Object.keys(links)) {
      test(`${piece} is drawn as in Chromium, off screen and live`, async () => {
        await open_piece(piece);
        const offline = picture_of(await engine.evaluate(render_there, piece, links[piece]));
        assert.ok(colors_of(offline) >= 4);
        const drawn = difference(offline, chromium[piece].offline);
        const live = await picture();
        assert.ok(colors_of(live) >= 4);
        const shown = difference(live, chromium[piece].live);
        assert.ok(drawn.max <= 2 && drawn.mean <= 0.2, `off screen: max ${drawn.max}, mean ${drawn.mean}`);
        assert.ok(shown.mean <= 0.5, `live: max ${shown.max}, mean ${shown.mean}`);
        assert.deepEqual(await engine.faults(), []);
      });
    }

    test('a drag changes picture and link, and the keys work', async () => {
      await open_piece('de-stijl');
      const first = await picture();
      await engine.drag([300, 250], [420, 380]);
      await link_is('doc=');
      await engine.move(300, 690);
      assert.ok(difference(first, await picture()).max > 16, 'the drag changed nothing');
      await engine.press(keys.control, 'z');
      await link_is('doc=', false);
      assert.equal(difference(first, await picture()).max, 0);

      const controls = () => engine.evaluate(() => Object.keys(window.reverie.inspect().boxes).length);
      const open = await controls();
      await engine.press(keys.tab);
      await engine.wait_for((count) => Object.keys(window.reverie.inspect().boxes).length < count, open);
      await engine.press(keys.tab);
      await engine.wait_for((count) => Object.keys(window.reverie.inspect().boxes).length === count, open);
      assert.deepEqual(await engine.faults(), []);
    });

    test('what goes wrong in a page is heard', async () => {
      await engine.open(`${site.url}/broken/`);
      const heard = [];
      const own = name === 'firefox' ? [/^CSP_/] : []; // from the browser itself, not from the page's ears
      for (const pattern of [...own, /^policy: script-src/, /said aloud/, /rejected/, /lost\.js/, /thrown/])
        for (let i = 0; !heard.some((fault) => pattern.test(fault)); i += 1, await pause(100)) {
          assert.ok(i < 100, `${pattern} was not heard, but ${heard.join(' | ')}`);
          heard.push(...(await engine.faults()));
        }
    });

    test('an engine that cannot start is told in a sentence', async () => {
      const variable = { webkit: 'WEBKIT_DRIVER', firefox: 'FIREFOX' }[name];
      process.env[variable] = '/bin/false';
      try {
        await assert.rejects(launch_engine(name), /could not start; it said: nothing/);
      } finally {
        delete process.env[variable];
      }
    });

    // WebKit's driver knows no touch.
    if (name === 'firefox')
      test('a touch draws like the mouse', async () => {
        await open_piece('de-stijl');
        const first = await picture();
        await engine.drag([300, 250], [420, 380], 'touch');
        await link_is('doc=');
        assert.ok(difference(first, await picture()).max > 16, 'the touch changed nothing');
        assert.deepEqual(await engine.faults(), []);
      });
  });
}
