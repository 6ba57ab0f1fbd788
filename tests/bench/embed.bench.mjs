// What a page pays that holds a work: before a click, from the click to the first picture over 10 Mbit/s, and for
// twenty that nobody plays. The server compresses nothing and counts what it sends.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch_browser, open_page } from '../support/browser.mjs';
import { serve_site_with, site_folder } from '../support/test_site.mjs';

const megabits = 10;
const times = 3;
const piece = '<reverie-piece piece="latent-walk" model="faces"></reverie-piece>';
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ratio = (value, bar) => `${(value / bar).toFixed(2)}×`;

async function serve_post(body) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A post</title>${body}</html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

// The first one's: those below wait until somebody scrolls to them.
const poster_shown = () => {
  const tag = document.querySelector('reverie-piece');
  const image = tag?.shadowRoot?.querySelector('img');
  return tag === null || (image?.complete && image.naturalWidth > 0);
};

// Files carry their hash in their name, so a host may let them be cached; the warm visit counts on that.
const cached = { 'cache-control': 'max-age=31536000', 'access-control-allow-origin': '*' };

async function open_site(sent) {
  return serve_site_with([], undefined, cached, {
    bytes_per_second: (megabits * 1e6) / 8,
    served: (path, bytes) => sent.push({ path, bytes }),
  });
}

const sum = (sent) => sent.reduce((all, { bytes }) => all + bytes, 0);

// From the click to the pictures that the package brings, and to the first that its network drew, seconds.
async function first_picture(page, url) {
  await page.goto(url);
  await page.waitForFunction(poster_shown);
  const began = performance.now();
  await page.getByRole('button', { name: 'Play Latent walk' }).click();
  let frame;
  while (!frame) {
    frame = page.frames().find((one) => one.url().includes('/embed/'));
    await page.waitForTimeout(10);
  }
  const said = async (pattern) => {
    const says = (source) => new RegExp(source).test(window.reverie?.inspect().description ?? '');
    await frame.waitForFunction(says, pattern, { polling: 20 });
    return (performance.now() - began) / 1000;
  };
  const brought = await said('drew earlier|^A picture by');
  return { brought, drawn: await said('^A picture by') };
}

async function click_to_picture(browser) {
  const cold = { brought: [], drawn: [] };
  const warm = { brought: [], drawn: [] };
  const note = (list, { brought, drawn }) => {
    list.brought.push(brought);
    list.drawn.push(drawn);
  };
  let wire = [];
  for (let i = 0; i < times; i += 1) {
    const sent = [];
    const site = await open_site(sent);
    const post = await serve_post(
      `<main style="width:640px">${piece}</main><script src="${site.url}/reverie-piece.js"></script>`,
    );
    const page = await open_page(browser);
    note(cold, await first_picture(page, post.url));
    wire = [...sent];
    note(warm, await first_picture(page, post.url));
    await page.context().close();
    await site.close();
    post.close();
  }
  const large = wire
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3)
    .map(({ path, bytes }) => `${path.split('/').pop()} ${(bytes / 1e6).toFixed(2)}`);
  console.log(
    `click → first picture, 10 Mbit/s, wire  ${ratio(sum(wire) / 1e6, 5)}  vs the bar of 5 MB  ` +
      `(${(sum(wire) / 1e6).toFixed(2)} MB in ${wire.length} files: ${large.join(', ')}, …)`,
  );
  const seconds = (list) => list.map((one) => one.toFixed(1)).join(', ');
  const tell = (how, bar, { brought, drawn }) =>
    console.log(
      `click → first picture, 10 Mbit/s, ${how}  ${ratio(median(drawn), bar)}  vs the bar of ${bar} s  ` +
        `(${seconds(drawn)} s; the package’s own pictures after ${seconds(brought)} s)`,
    );
  tell('cold', 7, cold);
  tell('warm', 1, warm);
}

async function before_a_click(browser) {
  const sent = [];
  const site = await open_site(sent);
  const post = await serve_post(`${piece}<script src="${site.url}/reverie-piece.js"></script>`);
  const page = await open_page(browser);
  await page.goto(post.url);
  await page.waitForFunction(poster_shown);
  const script = gzipSync(readFileSync(join(site_folder, 'reverie-piece.js'))).length;
  console.log(
    `before a click, an embed  ${ratio(sum(sent), 40_000)}  vs the bar of 40 kB  ` +
      `(${sum(sent)} bytes in ${sent.length} requests; the script is ${script} bytes zipped, the bar 8000)`,
  );
  await page.context().close();
  await site.close();
  post.close();
}

// Ticks of the processor that this browser's own processes took so far, in seconds.
function processor_seconds(root) {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,cputimes=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/, 3).map(Number));
  const own = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [pid, parent] of rows)
      if (own.has(parent) && !own.has(pid)) {
        own.add(pid);
        grew = true;
      }
  }
  let seconds = 0;
  for (const pid of own) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ');
      seconds += (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      // ended meanwhile
    }
  }
  return seconds;
}

// The same page with a paragraph in place of each tag is what an idle browser costs by itself.
async function idle(browser, body) {
  const site = await open_site([]);
  const post = await serve_post(`${body}<script src="${site.url}/reverie-piece.js"></script>`);
  const page = await open_page(browser);
  await page.goto(post.url);
  await page.waitForFunction(poster_shown);
  await page.waitForTimeout(2000);
  const before_rest = processor_seconds(process.pid);
  const began = performance.now();
  await page.waitForTimeout(10_000);
  const busy = (processor_seconds(process.pid) - before_rest) / ((performance.now() - began) / 1000);
  const workers = page.workers().length;
  const frames = page.frames().length - 1;
  await page.context().close();
  await site.close();
  post.close();
  return { busy: busy * 100, workers, frames };
}

const browser = await launch_browser();
try {
  await before_a_click(browser);
  await click_to_picture(browser);
  const empty = await idle(browser, '<p>no work</p>'.repeat(20));
  const twenty = await idle(browser, piece.repeat(20));
  console.log(
    `20 embeds on one page, idle  ${(twenty.busy - empty.busy).toFixed(1)} %  of a core over the page without them  ` +
      `(${twenty.busy.toFixed(1)} %, ${empty.busy.toFixed(1)} %; ${twenty.workers} workers, ${twenty.frames} frames)`,
  );
} finally {
  await browser.close();
}
