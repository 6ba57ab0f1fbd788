// Keeping in the page: every kind comes down as a file that foreign eyes can read and that leads back; giving up leaves
// nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { source_of, tags_of } from '../support/exiftool.mjs';
import { colors_of, read_png } from '../support/png.mjs';
import { browser, folder, site } from '../support/visit.mjs';

// Wide enough for the dock and high enough for all that it offers; small, for the sake of a loop.
const small = { viewport: { width: 740, height: 500 }, acceptDownloads: true };

async function open_piece(link, context = {}) {
  const page = await open_page(browser, { ...small, ...context });
  await page.goto(`${site.url}/play/?${link}`);
  await studio_ready(page);
  await models_settled(page);
  return page;
}

const boxes = (page) => page.evaluate(() => window.reverie.inspect().boxes);
const link = (page) => page.evaluate(() => window.reverie.inspect().link);

async function click(page, name) {
  await page.waitForFunction((wanted) => window.reverie.inspect().boxes[wanted], name);
  const [x, y, width, height] = (await boxes(page))[name];
  await page.mouse.click(x + width / 2, y + height / 2);
}

async function keep(page, id) {
  if (!(await boxes(page))[`keep.${id}`]) await click(page, 'keep');
  const coming = page.waitForEvent('download', { timeout: 300_000 });
  await click(page, `keep.${id}`);
  const download = await coming;
  const file = join(folder, `${id}-${download.suggestedFilename()}`);
  await download.saveAs(file);
  await page.waitForFunction(() => !window.reverie.inspect().boxes.cancel);
  return file;
}

const choose = (page, file) => page.setInputFiles('#kept-file', file);

async function assert_leads_back(file, wanted) {
  const page = await open_piece('piece=de-stijl&seed=elsewhere', { reducedMotion: 'reduce' });
  await choose(page, file);
  await page.waitForFunction((text) => window.reverie.inspect().link === text, wanted);
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

test('a picture and a drawing are kept, tell their source and lead back', async () => {
  const page = await open_piece('piece=de-stijl&seed=wind', { reducedMotion: 'reduce' });
  await page.mouse.click(120, 200); // what a person made
  const state = await link(page);
  const png = await keep(page, 'png-1');
  const tags = tags_of(png);
  assert.match(png, /de-stijl-wind\.png$/);
  assert.equal(tags.MIMEType, 'image/png');
  assert.ok(['digitalCreation', 'algorithmicMedia'].includes(source_of(tags)));
  assert.ok(colors_of(read_png(readFileSync(png))) >= 4);
  const svg = await keep(page, 'svg');
  assert.equal(source_of(tags_of(svg)), source_of(tags));
  assert.deepEqual(page.faults, []);
  await page.context().close();
  await assert_leads_back(png, state);
  await assert_leads_back(svg, state);
});

test('what a network drew says so', async () => {
  const page = await open_piece('piece=latent-walk&model.generator=tiny', { reducedMotion: 'reduce' });
  assert.equal(source_of(tags_of(await keep(page, 'png-1'))), 'trainedAlgorithmicMedia');
  await page.context().close();
});

test('a loop is kept as GIF and as WebM, and both lead back', async () => {
  // The quickest round there is, 245 ticks, since every frame is drawn and encoded without a GPU here.
  const page = await open_piece('piece=latent-walk&model.generator=tiny&walk=true&walk-speed=1');
  for (const [id, type] of [
    ['gif', 'image/gif'],
    ['webm', 'video/webm'],
  ]) {
    const file = await keep(page, id);
    const tags = tags_of(file);
    assert.equal(tags.MIMEType, type);
    assert.equal(source_of(tags), 'trainedAlgorithmicMedia');
    assert.ok(Math.abs(tags.Duration - 245 / 60) < 0.1, `${tags.Duration} s`);
    const page_of_file = await open_piece('piece=de-stijl', { reducedMotion: 'reduce' });
    await choose(page_of_file, file);
    await page_of_file.waitForFunction(() => /piece=latent-walk.*walk=true/.test(window.reverie.inspect().link));
    await page_of_file.context().close();
  }
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('giving up half way leaves nothing, and the next file is made', async () => {
  const page = await open_piece('piece=sunrise&seed=tide');
  const downloads = [];
  page.on('download', (download) => downloads.push(download));
  await click(page, 'keep');
  await click(page, 'keep.print');
  await click(page, 'cancel');
  await page.waitForFunction(() => !window.reverie.inspect().boxes.cancel);
  assert.match(await page.textContent('#messages'), /given up; nothing of it is left/);
  await keep(page, 'png-1');
  assert.equal(downloads.length, 1);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a file that is dropped leads back, a foreign one is answered', async () => {
  const page = await open_piece('piece=de-stijl&seed=wind', { reducedMotion: 'reduce' });
  const bytes = [...readFileSync(await keep(page, 'png-1'))];
  const state = await link(page);
  await page.goto(`${site.url}/play/?piece=sunrise`);
  await studio_ready(page);
  const drop = (content, name) =>
    page.evaluate(
      ([numbers, called]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(numbers)], called));
        for (const type of ['dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      },
      [content, name],
    );
  await drop([1, 2, 3], 'notes.txt');
  await page.waitForFunction(() => /none that Reverie keeps/.test(document.getElementById('messages').textContent));
  assert.match(await link(page), /piece=sunrise/);
  await drop(bytes, 'a.png');
  await page.waitForFunction((text) => window.reverie.inspect().link === text, state);
  await page.waitForFunction(() => /De Stijl/.test(document.title)); // the page hears of it a moment later
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
