// A blog made by Hugo holds three pieces in a post, and a plain file server serves it: the shortcode of docs/embed.md,
// as people would write it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch_browser, open_page } from '../support/browser.mjs';
import { serve_folder } from '../support/static_server.mjs';
import { serve_site } from '../support/test_site.mjs';

let folder;
let browser;
let site;
let blog;

// The block of the guide that is introduced by the name of its file.
function quoted(file) {
  const guide = readFileSync(fileURLToPath(new URL('../../docs/embed.md', import.meta.url)), 'utf8');
  const block = guide.split(`\`${file}\``)[1]?.match(/```[a-z]*\n([\s\S]*?)```/);
  assert.ok(block, `docs/embed.md does not show ${file}`);
  return block[1];
}

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-blog-'));
  site = await serve_site();
  browser = await launch_browser();
  write('hugo.toml', 'baseURL = "/"\ntitle = "A blog"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n');
  write(
    'layouts/shortcodes/reverie.html',
    quoted('layouts/shortcodes/reverie.html').replaceAll('https://example.org/reverie', site.url),
  );
  write(
    'layouts/_default/single.html',
    '<!doctype html><html><title>{{ .Title }}</title><body>{{ .Content }}</body></html>',
  );
  write('layouts/_default/list.html', '<!doctype html><title>{{ .Title }}</title>');
  write('content/post.md', `---\ntitle: Three\n---\n${quoted('content/post.md')}`);
  execFileSync('hugo', ['--quiet', '--source', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  blog = await serve_folder(join(folder, 'public'));
});

after(async () => {
  await browser?.close();
  await blog?.close();
  await site?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('three pieces stand in the post, and each plays', async () => {
  const page = await open_page(browser);
  await page.goto(`${blog.url}/post/`);
  await page.waitForFunction(() => customElements.get('reverie-piece') !== undefined);
  const pieces = await page.evaluate(() => [...document.querySelectorAll('reverie-piece')].map((tag) => tag.piece));
  assert.equal(pieces.length, 3);
  assert.equal(
    await page.evaluate(() => document.querySelectorAll('script').length),
    1,
    'the script is asked for once',
  );
  for (let i = 0; i < 3; ++i)
    await page.evaluate(
      (at) =>
        document
          .querySelectorAll('reverie-piece')
          [at].play()
          .then(() => true),
      i,
    );
  assert.equal(page.frames().length, 4);
  await page.context().close();
});
