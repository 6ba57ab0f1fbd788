// The artist's evening: a training with its page open. The page sees it grow, says what became of a trainer that was
// killed, goes on with the run, and ends with the verdict and the command that publishes.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launch_browser, open_page } from '../support/browser.mjs';
import { reverie, serving } from '../support/program.mjs';
import { write_sprites } from '../support/sprites.mjs';

const smoke = fileURLToPath(new URL('../../native/recipes/gan/smoke.toml', import.meta.url));

let folder;
let browser;
let order;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-evening-'));
  write_sprites(join(folder, 'my-sprites'));
  const sets = ['grid-steps=40', 'tick-steps=10', 'snapshot-steps=20'].flatMap((set) => ['--set', set]);
  order = ['train', 'gan', '--data', join(folder, 'my-sprites'), '--config', smoke, '--out', folder, ...sets];
  browser = await launch_browser();
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const run_of = () =>
  join(
    folder,
    readdirSync(folder).find((name) => /^\d{5}-/.test(name)),
  );
const said = (page, words) =>
  page.waitForFunction((start) => document.getElementById('said').textContent.startsWith(start), words);
const step_of = async (page) =>
  Number((await page.textContent('#figures')).match(/step ([\d,]+)/)?.[1].replace(',', '') ?? -1);

async function further(page, than) {
  while ((await step_of(page)) <= than) await sleep(50);
}

test('a page sees a run grow, a trainer killed, the run going on, and its end', async () => {
  // So many steps that only a kill ends it.
  const first = await serving([...order, '--steps', '100000', '--page', '--port', '0']);
  const page = await open_page(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(first.address);
  await said(page, 'Training; ');
  assert.equal(await page.textContent('#title'), 'my-sprites');
  assert.match(await page.textContent('#plan'), /16 px, 100,000 steps of 8 pictures, about/);
  assert.ok((await page.textContent('#found')).length > 20);
  await further(page, 25); // a snapshot lies there
  const picture = () => page.evaluate(() => document.getElementById('print').src);
  await page.waitForFunction(() => document.getElementById('print').src.startsWith('blob:'));
  const early = [await step_of(page), await picture()];
  await further(page, early[0]);
  await page.waitForFunction((old) => document.getElementById('print').src !== old, early[1]);
  assert.match(await page.title(), /^\d+ % · my-sprites$/);
  // Back to the noise; what is new waits.
  await page.waitForFunction(() => !document.getElementById('when').disabled);
  await page.focus('#when');
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.getElementById('step').value === 'Before the first step');
  await page.waitForFunction(() => document.getElementById('losses').querySelectorAll('polyline').length === 2);
  await page.click('#newest');
  await page.waitForFunction(() => document.getElementById('step').value.startsWith('After step'));

  // A second page, of a program of its own: it is not the trainer's, and outlives it.
  const watcher = await serving(['watch', run_of(), '--port', '0']);
  const other = await open_page(browser);
  await other.goto(watcher.address);
  await said(other, 'Training; ');
  const twice = reverie(['train', '--resume', run_of()]);
  assert.equal(twice.status, 1);
  assert.match(twice.err, /being trained by another program/);

  first.child.kill('SIGKILL');
  await first.exited;
  await said(page, 'There is no answer any more: ');
  assert.match(await page.textContent('#command'), /^reverie train --resume .*00000-my-sprites-gan$/);
  await said(other, 'The trainer is gone without a word: ');
  assert.match(await other.textContent('#command'), /^reverie train --resume /);

  const saved = await step_of(other);
  const steps = String(saved + 40);
  const resumed = await serving(['train', '--resume', run_of(), '--steps', steps, '--page', '--port', '0']);
  const last = await open_page(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await last.goto(resumed.address);
  for (const one of [last, other]) {
    await said(one, 'Done: ');
    assert.match(await one.textContent('#sentences'), /(Varied|Less varied|Collapsed).*(Not copied|Copied)/s);
    assert.match(await one.textContent('#command'), /^reverie publish .*00000-my-sprites-gan --id my-model/);
    assert.equal(await step_of(one), saved + 40);
  }
  const [code] = await resumed.exited;
  assert.equal(code, 0, resumed.text());
  assert.equal(resumed.text().trimEnd().split('\n').at(-1), run_of());
  await last.click('#copy');
  assert.match(await last.evaluate(() => navigator.clipboard.readText()), /^reverie publish /);
  // Nobody answers this page any more, and it goes on showing what it has.
  await last.waitForFunction(() => /reverie watch/.test(document.querySelector('footer').textContent));
  assert.match(await last.textContent('#said'), /^Done: /);
  assert.ok(await last.evaluate(() => document.getElementById('print').naturalWidth > 0));

  assert.deepEqual(other.faults, []);
  watcher.child.kill('SIGTERM');
  assert.equal((await watcher.exited)[0], 0);
});

test('what is no run is a sentence, and a training does not fail for want of a page', async () => {
  const nowhere = reverie(['watch', folder]);
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.err, /is no run's folder/);
  const watcher = await serving(['watch', run_of(), '--port', '0']);
  const taken = watcher.address.match(/:(\d+)/)[1];
  const trained = reverie([...order, '--port', taken]);
  assert.equal(trained.status, 0, trained.err);
  assert.match(trained.err, /There is no page: .*taken/);
  watcher.child.kill('SIGTERM');
  await watcher.exited;
  const quiet = reverie(order);
  assert.equal(quiet.status, 0);
  assert.doesNotMatch(quiet.out, /http:/, 'without a terminal nothing listens unless it is asked to');
});
