// A slow network, and one that goes away: what is on its way is said in words and sizes, what is there plays on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { serve_site, serve_site_with } from '../support/test_site.mjs';

let browser;
const sites = [];

before(async () => {
  browser = await launch_browser();
});

after(async () => {
  await browser?.close();
  for (const site of sites) await site.close();
});

// Closed at the end, whatever happens.
function until_the_end(site) {
  sites.push(site);
  return site;
}

const link_of = (page) => page.evaluate(() => window.reverie.inspect().link);
const link_holds = (page, pattern) =>
  page.waitForFunction((text) => new RegExp(text).test(window.reverie.inspect().link), pattern);
const description_is = (page, pattern) =>
  page.waitForFunction((text) => new RegExp(text).test(document.getElementById('description').textContent), pattern);

test('after the first picture the network may go: all plays on but a model that is not there yet', async () => {
  const site = until_the_end(await serve_site());
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  // It is prepared for that moment as soon as nothing else is on its way.
  const prepared = page.waitForResponse((answer) => /\/keep\.[^/]*\.wasm\.gz$/.test(answer.url()));
  await page.goto(`${site.url}/play/?form&piece=latent-walk&model.generator=tiny`);
  await studio_ready(page);
  await models_settled(page);
  await description_is(page, '^A picture by the model Tiny');
  await (await prepared).finished();
  await page.waitForTimeout(1000); // its script comes after it
  await page.context().setOffline(true);

  // Another place, another seed, back again, a file: the network that was loaded draws on.
  const control = (name) => page.locator(`#controls [data-name="${name}"]`);
  await control('pad').focus();
  await page.keyboard.press('ArrowRight');
  await link_holds(page, 'pad=');
  await control('seed').fill('quince');
  await control('seed').press('Tab');
  await description_is(page, 'seed quince');
  await control('undo').click();
  await page.waitForFunction(() => !/quince/.test(window.reverie.inspect().link));
  for (let file = 0; file < 2; file += 1) {
    const download = page.waitForEvent('download');
    await control('keep').click();
    assert.match((await download).suggestedFilename(), /^latent-walk.*\.png$/);
    await page.waitForFunction(() => document.querySelector('[data-name="keep"]').textContent === 'Keep');
  }

  // One that was never loaded: a sentence, and the old one plays on.
  const before_choice = await page.evaluate(() => document.getElementById('description').textContent);
  await control('model.generator').selectOption('faces');
  const sentence = page.locator('#messages li', { hasText: /could not be fetched.*offline/ });
  await sentence.first().waitFor({ state: 'attached' });
  await control('surprise').click();
  await page.waitForFunction(
    (then) =>
      document.getElementById('description').textContent !== then &&
      /Tiny/.test(document.getElementById('description').textContent),
    before_choice,
  );

  // The network is back: the same choice again.
  await page.context().setOffline(false);
  await control('model.generator').selectOption('tiny');
  await control('model.generator').selectOption('faces');
  await description_is(page, 'the model Faces');
  await page.context().close();
});

test('a piece without a network of its own needs none at all once it is there', async () => {
  const site = until_the_end(await serve_site());
  const page = await open_page(browser, { reducedMotion: 'reduce' });
  await page.goto(`${site.url}/play/?form&piece=de-stijl`);
  await studio_ready(page);
  await page.waitForSelector('#controls fieldset', { state: 'attached' });
  await page.context().setOffline(true);
  const before_surprise = await link_of(page);
  await page.locator('#controls [data-name="surprise"]').click();
  await page.waitForFunction((then) => window.reverie.inspect().link !== then, before_surprise);
  await page.context().close();
});

test('at 10 Mbit/s: the poster, then the piece alive, then the network in words and sizes, then its picture', async () => {
  const site = until_the_end(await serve_site_with([], undefined, {}, { bytes_per_second: 10e6 / 8 }));
  const page = await open_page(browser);
  await page.addInitScript(() => {
    const told = [];
    window.told = told;
    let frames = 0;
    const draw = WebGL2RenderingContext.prototype.drawElements;
    WebGL2RenderingContext.prototype.drawElements = function (...all) {
      frames += 1;
      return draw.apply(this, all);
    };
    const tell = (what, words = '') => told.push({ what, words, frames });
    addEventListener('DOMContentLoaded', () => {
      const at = (id) => document.getElementById(id);
      at('cover').addEventListener('load', () => tell('poster'));
      const watch = (id, what) =>
        new MutationObserver(() => tell(what, at(id).textContent)).observe(at(id), {
          childList: true,
          characterData: true,
          subtree: true,
        });
      watch('status', 'status');
      watch('description', 'description');
      new MutationObserver(() => document.body.classList.contains('playing') && tell('playing')).observe(
        document.body,
        { attributes: true, attributeFilter: ['class'] },
      );
    });
  });
  await page.goto(`${site.url}/play/?piece=latent-walk&model.generator=faces`);
  await description_is(page, '^A picture by the model Faces');
  const told = await page.evaluate(() => window.told);
  const first = (what, pattern = /(?:)/) => told.findIndex((one) => one.what === what && pattern.test(one.words));
  const words = told.map(({ what, words: said }) => `${what} ${said}`).join('\n');
  const order = [
    first('status', /^Opening the studio/),
    first('poster'),
    first('playing'),
    first('status', /^Waking the network: .* of \d\.\d MB$/),
    first('description', /^A picture by the model Faces/),
  ];
  assert.ok(
    order.every((place) => place >= 0),
    `${order}\n${words}`,
  );
  assert.ok(order[1] < order[2], `the studio before its poster\n${words}`);
  assert.ok(order[2] < order[4], `nothing played before the network\n${words}`);

  // What was said on the way: sizes that grow, whole before the picture.
  const sizes = told
    .filter(
      ({ what, words: said }) => what === 'status' && /^Waking the network: [\d.]+ ([kM]B )?of \d\.\d MB$/.test(said),
    )
    .map(
      ({ words: said }) => Number(/: ([\d.]+) kB/.exec(said)?.[1] ?? 0) / 1000 || Number(/: ([\d.]+)/.exec(said)[1]),
    );
  assert.ok(new Set(sizes).size >= 5, words);
  assert.deepEqual(
    sizes,
    [...sizes].sort((a, b) => a - b),
    'the sizes go back',
  );
  // The piece moved all the while: what waits was drawn again and again.
  const start = told[order[2]].frames;
  const end = told[order[4]].frames;
  assert.ok(end - start > 10, `${end - start} drawings between the studio and the first picture`);
  const earlier = first('description', /drew earlier/);
  assert.ok(earlier >= 0 && earlier < order[4], `no pictures that the package brings\n${words}`);
  assert.equal(await page.evaluate(() => document.getElementById('status').textContent), '');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
