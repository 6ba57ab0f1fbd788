// <reverie-piece> in the page of somebody else, on another origin than the site it plays from.
// Longer than 300 lines because it is all that a stranger's page may do with the tag, against one set of servers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launch_browser, open_page } from '../support/browser.mjs';
import { serve_site, site_folder } from '../support/test_site.mjs';

let browser;
let site;
let blog;

// A blog of one page; `page` is its body. A plain server, as dumb as they come.
async function serve_blog() {
  const bodies = new Map();
  const server = createServer((request, response) => {
    const body = bodies.get(new URL(request.url, 'http://host').pathname);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><title>A blog</title>${body ?? ''}</html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${server.address().port}`; // another origin than 127.0.0.1
  return {
    write: (path, body) => {
      bodies.set(path, body);
      return url + path;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

before(async () => {
  browser = await launch_browser();
  site = await serve_site();
  blog = await serve_blog();
});

after(async () => {
  await browser?.close();
  await site?.close();
  blog?.close();
});

const script = () => `<script src="${site.url}/reverie-piece.js" async></script>`;

async function open_post(path, body, context) {
  const page = await open_page(browser, context);
  await page.goto(blog.write(path, `<main style="width:480px">${body}</main>${script()}`));
  await page.waitForFunction(() => customElements.get('reverie-piece') !== undefined);
  return page;
}

// Frames and workers that were let go are told of a moment later.
async function until(holds, what) {
  for (let tries = 0; !(await holds()); ++tries) {
    assert.ok(tries < 900, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const poster_shown = () => {
  const image = document.querySelector('reverie-piece').shadowRoot.querySelector('img');
  return image.complete && image.naturalWidth > 0;
};
// Every browser asks a site for its icon; a blog without one is no fault of ours.
const faults_of = (page) => page.faults.filter((fault) => !/404 \(Not Found\)$/.test(fault));

const piece_frame = (page) => page.frames().find((frame) => frame.url().includes('/embed/'));
const play = (page, selector = 'reverie-piece') =>
  page.evaluate(
    (where) =>
      document
        .querySelector(where)
        .play()
        .then(() => true),
    selector,
  );

test('before a click there is a poster, a button and a line, for few bytes and no program', async () => {
  const page = await open_post('/quiet', '<reverie-piece piece="latent-walk" model="faces" seed="7"></reverie-piece>');
  await page.waitForFunction(poster_shown);
  const asked = page.requested.filter((url) => url.startsWith(site.url));
  assert.deepEqual(
    asked.map((url) => url.slice(site.url.length)),
    ['/reverie-piece.js', '/posters/small/latent-walk--faces.webp'],
  );
  const weight = asked.reduce(
    (sum, url) => sum + readFileSync(join(site_folder, url.slice(site.url.length))).length,
    0,
  );
  assert.ok(weight <= 40_000, `${weight} bytes before a click`);
  const zipped = gzipSync(readFileSync(join(site_folder, 'reverie-piece.js'))).length;
  assert.ok(zipped <= 8_000, `the script is ${zipped} bytes zipped`);
  const words = await page.evaluate(() => document.querySelector('reverie-piece').shadowRoot.textContent);
  assert.match(words, /Play.*Latent walk · Faces, CC0-1\.0 · \d\.\d MB/s);
  assert.equal(page.workers().length, 0);
  assert.equal(page.frames().length, 1);
  assert.deepEqual(faults_of(page), []);
  await page.context().close();
});

test('every poster in the frame of a stranger is light', () => {
  const table = JSON.parse(readFileSync(join(site_folder, '../public.json'), 'utf8'));
  for (const { frames } of Object.values(table.posters))
    for (const { file } of frames) {
      const { length } = readFileSync(join(site_folder, file));
      assert.ok(length <= 32_000, `${file} is ${length} bytes`);
    }
});

test('a click plays, nothing on the page moves, and params go in and out', async () => {
  const page = await open_post(
    '/play',
    '<reverie-piece piece="latent-walk" model="tiny" seed="kite"></reverie-piece><p id="after">after</p>',
  );
  const place = () => page.evaluate(() => document.getElementById('after').getBoundingClientRect().top);
  const before_click = await place();
  await page.evaluate(() => {
    window.heard = [];
    const tag = document.querySelector('reverie-piece');
    for (const name of ['progress', 'load', 'error', 'change'])
      tag.addEventListener(name, (event) => window.heard.push([name, event.detail]));
  });
  await page.getByRole('button', { name: 'Play Latent walk' }).click();
  await page.evaluate(() => document.querySelector('reverie-piece').ready.then(() => true));
  assert.equal(await place(), before_click);
  const frame = piece_frame(page);
  await frame.waitForFunction(() => window.reverie.inspect().link.includes('model.generator=tiny'));
  assert.match(await frame.evaluate(() => window.reverie.inspect().link), /seed=kite|^((?!seed=).)*$/);
  assert.equal(await frame.evaluate(() => 'surprise' in window.reverie.inspect().boxes), false, 'the dock is shut');

  await page.evaluate(() => {
    const tag = document.querySelector('reverie-piece');
    tag.set({ truncation: 0.25 });
    tag.seed = 'lantern';
  });
  await frame.waitForFunction(() => /seed=lantern/.test(window.reverie.inspect().link));
  assert.match(await frame.evaluate(() => window.reverie.inspect().link), /truncation=0\.25/);
  await page.evaluate(() => document.querySelector('reverie-piece').setAttribute('truncation', '99'));
  await page.waitForFunction(() =>
    window.heard.some(([name, detail]) => name === 'error' && /99/.test(detail.sentence)),
  );
  const names = await page.evaluate(() => window.heard.map(([name]) => name));
  assert.ok(names.includes('progress') && names.includes('load') && names.includes('change'), String(names));
  await page.context().close();
});

test('capture gives a PNG that remembers how it was made', async () => {
  const page = await open_post('/capture', '<reverie-piece piece="de-stijl" seed="tide"></reverie-piece>');
  await play(page);
  const head = await page.evaluate(async () => {
    const file = await document.querySelector('reverie-piece').capture();
    return [...new Uint8Array(await file.arrayBuffer())].slice(0, 4000);
  });
  const text = Buffer.from(head).toString('latin1');
  assert.equal(text.slice(1, 4), 'PNG');
  assert.match(text, /piece=de-stijl/);
  assert.match(text, /seed=tide/);
  await page.context().close();
});

test('keyboard alone: the button has a name, Enter plays, Tab reaches the canvas', async () => {
  const page = await open_post('/keys', '<a href="#x">a link</a><reverie-piece piece="de-stijl"></reverie-piece>');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.getAttribute('aria-label')),
    'Play De Stijl',
  );
  await page.keyboard.press('Enter');
  await page.evaluate(() => document.querySelector('reverie-piece').ready.then(() => true));
  await page.context().close();
});

test('the tag speaks the language of the page around it, or its own', async () => {
  const page = await open_post(
    '/language',
    `<div lang="zh-CN"><reverie-piece id="around" piece="de-stijl"></reverie-piece></div>
     <reverie-piece id="own" piece="latent-walk" model="faces" lang="zh-Hans"></reverie-piece>
     <reverie-piece id="none" piece="de-stijl"></reverie-piece>`,
  );
  const words = (id) => page.evaluate((which) => document.getElementById(which).shadowRoot.textContent, id);
  const name = (id) =>
    page.evaluate(
      (which) => document.getElementById(which).shadowRoot.querySelector('button').getAttribute('aria-label'),
      id,
    );
  assert.match(await words('around'), /玩一玩.*风格派 · \d\.\d MB/);
  assert.match(await words('own'), /玩一玩.*潜空间漫步 · Faces, CC0-1\.0 · \d\.\d MB/);
  assert.match(await words('none'), /Play.*De Stijl/);
  assert.equal(await name('own'), '玩一玩“潜空间漫步”');
  assert.equal(await name('none'), 'Play De Stijl');
  await page.evaluate(() => document.getElementById('none').setAttribute('lang', 'zh'));
  await until(async () => /玩一玩/.test(await words('none')), 'its own lang was not heard');
  await play(page, '#around');
  const frame = piece_frame(page);
  assert.match(frame.url(), /\/zh\/embed\/\?piece=de-stijl/);
  assert.equal(await frame.evaluate(() => document.documentElement.lang), 'zh-Hans');
  assert.deepEqual(faults_of(page), []);
  await page.context().close();
});

test('several on one page: each plays by itself, and one that is taken away frees all it held', async () => {
  const page = await open_post(
    '/several',
    '<reverie-piece id="a" piece="latent-walk" model="tiny"></reverie-piece><reverie-piece id="b" piece="de-stijl"></reverie-piece><reverie-piece id="c" piece="sunrise"></reverie-piece>',
  );
  await play(page, '#a');
  await play(page, '#b');
  assert.equal(page.frames().length, 3, 'the third is still a poster');
  await page.waitForFunction(() => true);
  await page.evaluate(() => document.getElementById('a').remove());
  await until(() => page.frames().length === 2, 'its frame is still there');
  await until(() => page.workers().length === 0, 'its worker is still there');
  await page.context().close();
});

test('off screen nothing is drawn; back on screen it goes on', async () => {
  const page = await open_post(
    '/scroll',
    '<reverie-piece piece="latent-walk" model="tiny" walk="true"></reverie-piece><div style="height:4000px"></div>',
  );
  await play(page);
  const frame = piece_frame(page);
  const link = () => frame.evaluate(() => window.reverie.inspect().link);
  const start = await link();
  await frame.waitForFunction((before) => window.reverie.inspect().link !== before, start);
  await page.evaluate(() => window.scrollTo(0, 3500));
  await page.waitForTimeout(500);
  const hidden = await link();
  await page.waitForTimeout(1000);
  assert.equal(await link(), hidden, 'it walked on while nobody looked');
  await page.evaluate(() => window.scrollTo(0, 0));
  await frame.waitForFunction((before) => window.reverie.inspect().link !== before, hidden);
  await page.context().close();
});

test('a piece that cannot be reached says so, and can be tried again', async () => {
  const page = await open_post('/broken', '<reverie-piece piece="unheard-of"></reverie-piece>');
  const sentence = await page.evaluate(() =>
    document
      .querySelector('reverie-piece')
      .play()
      .catch((error) => error.message),
  );
  assert.match(sentence, /unheard-of/);
  assert.equal(await page.getByRole('button', { name: /Try again/ }).count(), 1);
  await until(() => page.frames().length === 1, 'its frame is still there');
  await page.context().close();
});

test('nobody but the window around the frame is answered', async () => {
  const page = await open_post('/stranger', '<reverie-piece piece="de-stijl"></reverie-piece>');
  await play(page);
  const frame = piece_frame(page);
  const before_words = await frame.evaluate(() => window.reverie.inspect().link);
  await page.evaluate(() => {
    const other = document.createElement('iframe');
    document.body.append(other);
    const target = document.querySelector('reverie-piece').shadowRoot.querySelector('iframe').contentWindow;
    const { port1, port2 } = new MessageChannel();
    other.contentWindow.eval('window.send = (to, port) => to.postMessage({reverie: "welcome"}, "*", [port])');
    other.contentWindow.send(target, port2);
    port1.postMessage({ kind: 'set', name: 'seed', text: 'stolen' });
  });
  await page.waitForTimeout(300);
  assert.equal(await frame.evaluate(() => window.reverie.inspect().link), before_words);
  await page.context().close();
});

test('a plain iframe plays as well', async () => {
  const page = await open_page(browser);
  const address = `${site.url}/embed/?piece=latent-walk&amp;model.generator=tiny`;
  await page.goto(blog.write('/frame', `<iframe title="A piece" width="480" height="360" src="${address}"></iframe>`));
  await page.waitForFunction(() => document.querySelector('iframe') !== null);
  const frame = piece_frame(page) ?? (await page.waitForEvent('frameattached'));
  await frame.waitForFunction(() => window.reverie !== undefined);
  await frame.evaluate(() => window.reverie.ready);
  await frame.waitForFunction(() => document.getElementById('status').textContent === '');
  assert.deepEqual(faults_of(page), []);
  await page.context().close();
});

test('in a sandbox without an origin it plays too, where the server lets strangers read', async () => {
  const open_site = await serve_site({ headers: { 'access-control-allow-origin': '*' } });
  const inner = `<reverie-piece piece="latent-walk" model="tiny"></reverie-piece><script src="${open_site.url}/reverie-piece.js"></script>`;
  const address = blog.write('/inner', inner);
  const page = await open_page(browser);
  await page.goto(
    blog.write('/sandbox', `<iframe sandbox="allow-scripts" width="600" height="500" src="${address}"></iframe>`),
  );
  await until(() => page.frames().length > 1, 'the sandbox never opened');
  const frame = page.frames()[1];
  // Polled from outside: Playwright's own waiting does not reach into such a frame.
  await until(() => frame.evaluate(() => customElements.get('reverie-piece') !== undefined), 'the tag never came');
  assert.equal(await frame.evaluate(() => self.origin), 'null');
  await frame.evaluate(() =>
    document
      .querySelector('reverie-piece')
      .play()
      .then(() => true),
  );
  const piece = piece_frame(page);
  const there = () => piece.evaluate(() => /model\.generator=tiny@/.test(window.reverie.inspect().link));
  await until(there, 'the network never woke');
  assert.deepEqual(faults_of(page), []);
  await page.context().close();
  await open_site.close();
});

test('a page with a strict policy of its own may hold one', async () => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; frame-src 'self'";
  const body =
    '<!doctype html><title>x</title><reverie-piece piece="de-stijl"></reverie-piece><script src="reverie-piece.js"></script>';
  const headers = { 'content-security-policy': policy };
  const spoil = (path) => (path === '/post.html' ? { type: 'text/html; charset=utf-8', body, headers } : undefined);
  const strict = await serve_site({ spoil });
  const page = await open_page(browser);
  await page.goto(`${strict.url}/post.html`);
  await play(page);
  await page.waitForFunction(poster_shown);
  assert.deepEqual(faults_of(page), []);
  await page.context().close();
  await strict.close();
});

test('what waits for a click costs nothing: twenty on a page run no frame and no worker', async () => {
  const many = '<reverie-piece piece="sunrise"></reverie-piece>'.repeat(20);
  const page = await open_post('/twenty', many);
  const frames = await page.evaluate(() => {
    let asked = 0;
    const real = window.requestAnimationFrame;
    window.requestAnimationFrame = (callback) => {
      asked += 1;
      return real.call(window, callback);
    };
    return new Promise((resolve) => setTimeout(() => resolve(asked), 1000));
  });
  assert.equal(frames, 0);
  assert.equal(page.workers().length, 0);
  assert.equal(page.frames().length, 1);
  await page.context().close();
});
