// For everybody: axe on the pages that play, the way through by keys alone, room for a finger, twice the size, rest
// where it is asked for. (The pages to read: pages.test.mjs; the form: form.test.mjs.)
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { violations_of } from '../support/axe.mjs';
import { models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { site_folder } from '../support/test_site.mjs';
import { browser, open_piece, site } from '../support/visit.mjs';

const below = (folder) =>
  existsSync(join(site_folder, folder))
    ? readdirSync(join(site_folder, folder))
        .filter((name) => existsSync(join(site_folder, folder, name, 'index.html')))
        .map((name) => `/${folder}/${name}/`)
    : [];
const reading = ['/', ...below('works'), ...below('learned'), ...below('guides')];
const chinese = ['/zh/', '/zh/works/latent-walk/', '/zh/learned/faces/', '/zh/guides/embed/']; // one of each kind
const tiny = 'piece=latent-walk&model.generator=tiny';

const click_box = async (page, name) => {
  const [x, y, width, height] = await page.evaluate((key) => window.reverie.inspect().boxes[key], name);
  await page.mouse.click(x + width / 2, y + height / 2);
};

for (const colorScheme of ['light', 'dark'])
  test(`axe finds nothing on the pages that play, whatever is open: ${colorScheme}`, async () => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 360, height: 740 },
    ]) {
      const context = { colorScheme, viewport, bypassCSP: true };
      const said = (page, what) => `${what} at ${viewport.width}, ${page.url()}`;
      const play = await open_piece(tiny, context);
      assert.deepEqual(await violations_of(play), [], said(play, 'the dock open'));
      await click_box(play, 'about');
      await play.waitForTimeout(300);
      assert.deepEqual(await violations_of(play), [], said(play, 'ⓘ open'));
      await play.context().close();
      for (const folder of ['play', 'embed', 'zh/play']) {
        const page = await open_piece(`form&${tiny}`, context, folder);
        assert.deepEqual(await violations_of(page), [], said(page, 'the form open'));
        await page.context().close();
      }
    }
  });

test('axe finds nothing inside the frame of a tag, nor around it', async () => {
  const page = await open_page(browser, { reducedMotion: 'reduce', bypassCSP: true });
  await page.goto(`${site.url}/guides/embed/`);
  await page.evaluate((url) => {
    document.body.innerHTML = '<main><h1>A post</h1><reverie-piece piece="de-stijl"></reverie-piece></main>';
    const script = document.createElement('script');
    script.src = `${url}/reverie-piece.js`;
    document.body.append(script);
  }, site.url);
  await page.waitForFunction(() => customElements.get('reverie-piece') !== undefined);
  assert.deepEqual(await violations_of(page), [], 'before a click');
  await page.evaluate(() =>
    document
      .querySelector('reverie-piece')
      .play()
      .then(() => true),
  );
  assert.deepEqual(await violations_of(page), [], 'around it');
  const frame = page.frames().find((one) => one.url().includes('/embed/'));
  assert.deepEqual(await violations_of(frame), [], 'inside it');
  await page.context().close();
});

test('by keys alone: from the gallery into a work, another value, keep, share, and back', async () => {
  const page = await open_page(browser, {
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const focused = () =>
    page.evaluate(() => {
      const one = document.activeElement;
      return { name: one.dataset?.name ?? '', id: one.id, text: one.textContent.trim(), href: one.href ?? '' };
    });
  const tab_to = async (holds, key = 'Tab') => {
    for (let tries = 0; tries < 150; tries += 1) {
      await page.keyboard.press(key);
      if (holds(await focused())) return;
    }
    assert.fail(`the focus never came to ${holds}`);
  };
  await page.goto(`${site.url}/`);
  await tab_to(({ href }) => /play\/\?piece=de-stijl/.test(href));
  await page.keyboard.press('Enter');
  await page.waitForURL(/play\/\?piece=de-stijl/);
  await studio_ready(page);
  await page.waitForSelector('#controls fieldset', { state: 'attached' });
  await page.waitForFunction(() => document.activeElement.id === 'canvas');
  await tab_to(({ id }) => id === 'ask-form', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tab_to(({ name }) => name === 'density');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => /density=/.test(window.reverie.inspect().link));
  await tab_to(({ name }) => name === 'keep', 'Shift+Tab');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  assert.match((await download).suggestedFilename(), /\.png$/);
  await tab_to(({ name }) => name === 'share', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() =>
    navigator.clipboard.readText().then(
      (text) => /density=/.test(text),
      () => false,
    ),
  );
  await page.keyboard.press('Escape');
  await tab_to(({ id }) => id === 'back', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('article.work');
  await page.context().close();
});

test('at twice the size of the words the form of a phone still shows everything', async () => {
  const page = await open_piece(`form&${tiny}`, { viewport: { width: 360, height: 740 } });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const cut = await page.evaluate(() => {
    const panel = document.getElementById('form');
    const right = panel.getBoundingClientRect().right + 1;
    return [...panel.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > right)
      .map((one) => one.outerHTML.slice(0, 120));
  });
  assert.deepEqual(cut, []);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await page.context().close();
});

// Links inside a sentence, and what only shows itself to the focus, are no targets for a finger (WCAG 2.5.8).
const small_targets = () =>
  [...document.querySelectorAll('a[href], button, input, select, summary, [role="button"], [tabindex="0"]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((one) => !one.closest('.unseen') && one.getAttribute('aria-hidden') !== 'true')
    .filter(
      (one) => !(one.tagName === 'A' && one.closest('p, li, dd, td, figcaption, footer') && !one.querySelector('img')),
    )
    .map((one) => {
      const label = one.closest('label');
      const boxes = [one, ...(label ? [label] : [])].map((box) => box.getBoundingClientRect());
      const size = [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
      return { size, what: one.outerHTML.slice(0, 120) };
    })
    .filter(({ size: [wide, high] }) => wide > 0 && high > 0 && (wide < 43.5 || high < 43.5))
    .map(({ size, what }) => `${size.map(Math.round).join(' × ')}: ${what}`);

const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

test('a finger finds 44 px everywhere on the pages', async () => {
  const page = await open_page(browser, phone);
  const found = [];
  for (const path of [...reading, ...chinese]) {
    await page.goto(site.url + path);
    found.push(...(await page.evaluate(small_targets)).map((target) => `${path} ${target}`));
  }
  assert.deepEqual(found, []);
  await page.context().close();
});

test('a finger finds 44 px on the pages that play, and in the dock', async () => {
  const page = await open_piece(`form&${tiny}`, phone);
  assert.deepEqual(await page.evaluate(small_targets), []);
  await page.context().close();
  const docked = await open_piece(tiny, phone);
  assert.deepEqual(await docked.evaluate(small_targets), []);
  await docked.context().close();
});

test('where rest is asked for, no page draws a frame by itself and nothing is animated', async () => {
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    window.drawn = 0;
    const draw = WebGL2RenderingContext.prototype.drawElements;
    WebGL2RenderingContext.prototype.drawElements = function (...all) {
      window.drawn += 1;
      return draw.apply(this, all);
    };
  });
  const pieces = readdirSync(join(site_folder, 'works'));
  const playing = pieces.filter((id) => existsSync(join(site_folder, 'works', id, 'index.html')));
  assert.ok(playing.length >= 6);
  for (const path of [...reading, ...playing.map((id) => `/play/?piece=${id}`), '/embed/?piece=sunrise']) {
    await page.goto(site.url + path);
    if (/\?/.test(path)) {
      await studio_ready(page);
      await models_settled(page);
    }
    // It comes to rest: on a slow machine a frame takes seconds, so rest is what lasts for four of them.
    const drawn = () => page.evaluate(() => window.drawn);
    let quiet = 0;
    for (let tries = 0, last = await drawn(); quiet < 5; tries += 1) {
      assert.ok(tries < 200, `${path} draws by itself`);
      await page.waitForTimeout(/\?/.test(path) ? 800 : 50);
      const now = await drawn();
      quiet = now === last ? quiet + 1 : 0;
      last = now;
    }
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((one) => one.playState === 'running')
        .map((one) => one.effect?.target?.outerHTML?.slice(0, 100)),
    );
    assert.deepEqual(moving, [], path);
  }
  // Leaving a page cancels the pictures that are still on their way to it.
  assert.deepEqual(
    page.faults.filter((fault) => !/net::ERR_ABORTED$/.test(fault)),
    [],
  );
  await page.context().close();
});
