// An artist's own site: cut out of the built pages by the command line, looked at with `reverie serve`, and put below
// any folder of any plain server.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { player_program as reverie } from '../support/program.mjs';
import { serve_folder } from '../support/static_server.mjs';
import { site_folder } from '../support/test_site.mjs';
import { write_tiny_package } from '../support/tiny_package.mjs';

let folder;
let browser;
const out = () => join(folder, 'my-site');

function lay_out(...args) {
  const all = ['site', '--kit', site_folder, '--models', join(folder, 'models'), ...args];
  return spawnSync(reverie, all, { encoding: 'utf8' });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-own-'));
  mkdirSync(join(folder, 'models/tiny'), { recursive: true });
  write_tiny_package(join(folder, 'models/tiny'));
  browser = await launch_browser();
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function plays(url) {
  const page = await open_page(browser);
  await page.goto(url);
  await studio_ready(page);
  await models_settled(page);
  const open = () => /piece=latent-walk.*model\.generator=tiny@/.test(window.reverie.inspect().link);
  await page.waitForFunction(open);
  assert.equal(await page.title(), 'My <own> dreams');
  assert.equal(await page.locator('#back').count(), 0, 'there is no gallery to go back to');
  assert.deepEqual(page.faults, []);
  const { origin } = new URL(url);
  assert.deepEqual(
    page.requested.filter((asked) => !asked.startsWith(origin)),
    [],
  );
  await page.context().close();
}

test('it is small, whole, and plays from `reverie serve` and below a sub-path', async () => {
  const made = lay_out('--piece', 'latent-walk', '--title', 'My <own> dreams', '--link', 'seed=tide', '--out', out());
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stdout, /1 models/);
  assert.deepEqual(readdirSync(join(out(), 'models')).sort(), ['index.json', 'tiny']);
  assert.ok(existsSync(join(out(), 'poster.png')) && existsSync(join(out(), 'NOTICES.txt')));
  assert.doesNotMatch(readFileSync(join(out(), 'index.html'), 'utf8'), /Gallery|\.\.\/|hreflang/);

  const server = spawn(reverie, ['serve', out(), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((resolve) =>
    server.stdout.on('data', (text) => resolve(String(text).match(/http:\/\/127\.0\.0\.1:\d+\//)?.[0])),
  );
  await plays(address);
  server.kill('SIGINT');
  assert.equal(await new Promise((resolve) => server.on('exit', resolve)), 0);

  const below = await serve_folder(out(), { prefix: '/~me/works/dream' });
  await plays(`${below.url}/`);
  await below.close();
});

test('in Chinese it is cut out of the Chinese page', async () => {
  const chinese = join(folder, 'chinese');
  const made = lay_out('--piece', 'de-stijl', '--language', 'zh', '--out', chinese);
  assert.equal(made.status, 0, made.stderr);
  const html = readFileSync(join(chinese, 'index.html'), 'utf8');
  assert.match(html, /<html lang="zh-Hans" data-root="\.\/"/);
  assert.doesNotMatch(html, /id="back"|\.\.\/|hreflang/);
  assert.equal(existsSync(join(chinese, 'zh')), false);
  const server = await serve_folder(chinese, { prefix: '/wo' });
  const page = await open_page(browser);
  await page.goto(`${server.url}/`);
  await studio_ready(page);
  assert.match(await page.title(), /^[\u4e00-\u9fff]+$/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
  await server.close();
  const refused = lay_out('--piece', 'de-stijl', '--language', 'fr', '--out', join(folder, 'french'));
  assert.match(refused.stderr, /fr/);
  assert.equal(existsSync(join(folder, 'french')), false);
});

test('a piece without a network takes no runtime with it', () => {
  const lines = join(folder, 'lines');
  assert.equal(lay_out('--piece', 'de-stijl', '--out', lines).status, 0);
  assert.deepEqual(
    readdirSync(join(lines, 'runtime')).filter((name) => name.startsWith('ort')),
    [],
  );
});

test('it replaces its own earlier site and never a folder of somebody else', () => {
  const other = join(folder, 'photographs');
  mkdirSync(other);
  writeFileSync(join(other, 'holiday.jpg'), 'dear');
  const refused = lay_out('--piece', 'de-stijl', '--out', other);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /photographs.*was not made by this program/);
  assert.deepEqual(readdirSync(other), ['holiday.jpg']);

  assert.equal(lay_out('--piece', 'de-stijl', '--out', join(folder, 'twice')).status, 0);
  assert.equal(lay_out('--piece', 'sunrise', '--out', `${join(folder, 'twice')}/`).status, 0);
  assert.match(readFileSync(join(folder, 'twice/index.html'), 'utf8'), /piece=sunrise/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => /\.(new|old)$/.test(name)),
    [],
  );
});

test('each mistake has its sentence', () => {
  const nothing = join(folder, 'nothing');
  mkdirSync(nothing);
  const no_model = spawnSync(
    reverie,
    ['site', '--kit', site_folder, '--models', nothing, '--piece', 'latent-walk', '--out', join(folder, 'x')],
    { encoding: 'utf8' },
  );
  assert.match(no_model.stderr, /latent-walk.*needs a model/);
  assert.match(lay_out('--piece', 'unheard-of', '--out', join(folder, 'x')).stderr, /There is no piece/);
  const no_kit = spawnSync(reverie, ['site', '--kit', nothing, '--piece', 'de-stijl', '--out', join(folder, 'x')], {
    encoding: 'utf8',
  });
  assert.match(no_kit.stderr, /make site/);
  assert.equal(existsSync(join(folder, 'x')), false);
  assert.match(
    spawnSync(reverie, ['serve', join(folder, 'absent')], { encoding: 'utf8' }).stderr,
    /There is no folder/,
  );
  assert.throws(() => execFileSync(reverie, ['serve', nothing, '--port', '99999'], { stdio: 'pipe' }));
});
