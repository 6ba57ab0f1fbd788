// A picture in the page: our layer (worker, bridge, upload) against a bare page of ONNX Runtime Web, and against
// TensorFlow.js with the same weights. One thread each, all pages open side by side, rounds in turn, medians.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { serve_folder } from '../support/static_server.mjs';
import { serve_site_with } from '../support/test_site.mjs';
import { codes, layers, write_dcgan_package } from './dcgan.mjs';

const rounds = 8;
const pictures = 16; // a round
const root = fileURLToPath(new URL('../..', import.meta.url));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(2)} ms`;

async function built_pages(folder) {
  const at = (name) => join(root, 'tests/bench/page', `${name}.html`);
  await build({
    root: join(root, 'tests/bench/page'),
    base: './',
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: join(folder, 'pages'),
      target: 'es2022',
      assetsInlineLimit: 0,
      rollupOptions: { input: ['bare', 'tf', 'ours'].map(at) },
    },
  });
}

// Without a GPU the drawing of one small quad costs more than all that is measured here, and it is the browser's: on both
// pages everything is done but that. What is uploaded still is.
function draw_nothing() {
  for (const name of ['drawArrays', 'drawArraysInstanced', 'drawElements', 'blitFramebuffer', 'readPixels'])
    WebGL2RenderingContext.prototype[name] = () => {};
  WebGL2RenderingContext.prototype.getBufferSubData = () => {};
}

// The play page as it is served. A reply of its worker is handed on 20 ms late, so that frames with a new picture and
// frames without one take turns; what the former cost more is taking, converting and uploading it.
function watch_play_page() {
  const log = { trips: [], bridges: [], with: [], without: [] };
  window.watched = log;
  const sent = new Map();
  let fresh = false;
  let posting = 0; // belongs to the trip
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, transfer) {
    const before = performance.now();
    if (message?.kind === 'run') sent.set(message.id, before);
    post.call(this, message, transfer);
    posting += performance.now() - before;
  };
  const listen = Worker.prototype.addEventListener;
  Worker.prototype.addEventListener = function (type, listener, options) {
    if (type !== 'message') return listen.call(this, type, listener, options);
    const late = (event) => {
      if (event.data?.kind !== 'done' || !sent.has(event.data.id)) return listener(event);
      log.trips.push(performance.now() - sent.get(event.data.id));
      sent.delete(event.data.id);
      setTimeout(() => {
        const before = performance.now();
        listener(event);
        fresh = true;
        // Once the promises have been answered, before any other task: a frame is not the bridge's.
        let hops = 40;
        const hop = () => {
          hops -= 1;
          if (hops) queueMicrotask(hop);
          else log.bridges.push(performance.now() - before);
        };
        hop();
      }, 20);
    };
    return listen.call(this, type, late, options);
  };
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    frame((time) => {
      const had = fresh;
      fresh = false;
      posting = 0;
      const before = performance.now();
      callback(time);
      log[had ? 'with' : 'without'].push(performance.now() - before - posting);
    });
}

// Small, and so high that one picture hangs alone.
async function open_play(browser, site) {
  const page = await open_page(browser, { viewport: { width: 256, height: 520 } });
  page.setDefaultTimeout(180_000);
  await page.addInitScript(draw_nothing);
  await page.addInitScript(watch_play_page);
  const still = 'piece=latent-walk&model.generator=dcgan-64&caption=false&mount=bare';
  await page.goto(`${site.url}/play/?${still}&walk-path=wander&walk-speed=1`);
  await studio_ready(page);
  await models_settled(page);
  return page;
}

// It walks only while it is measured; at rest it draws no frames and takes nothing from the others.
async function play_round(page) {
  await page.focus('#canvas');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => window.watched.bridges.length >= 4);
  await page.evaluate(() => {
    for (const list of Object.values(window.watched)) list.length = 0;
  });
  await page.waitForFunction((count) => window.watched.bridges.length >= count, pictures);
  const log = await page.evaluate(() => window.watched);
  await page.keyboard.press('Space');
  await page.waitForTimeout(1500);
  return log;
}

async function open_bench(browser, url, wish) {
  const page = await open_page(browser);
  await page.addInitScript(draw_nothing);
  await page.goto(url);
  await page.waitForFunction(() => window.bench);
  await page.evaluate((asked) => window.bench.open(asked), wish);
  await page.evaluate(([count, size]) => window.bench.pictures(count, size), [pictures, codes]); // warm
  return page;
}

const bench_round = (page) => page.evaluate(([count, size]) => window.bench.pictures(count, size), [pictures, codes]);

// Both must have drawn the same picture, else the comparison says nothing.
async function assert_same_picture(ours, tf) {
  const z = Array.from({ length: codes }, (_, i) => Math.sin(i * 1.7));
  const [a, b] = [
    await ours.evaluate((v) => window.bench.draw(v), z),
    await tf.evaluate((v) => window.bench.draw(v), z),
  ];
  let largest = 0;
  for (let c = 0; c < 3; c += 1)
    for (let i = 0; i < 4096; i += 1) largest = Math.max(largest, Math.abs(a[c * 4096 + i] - b[i * 3 + c]));
  if (!(largest < 1e-3)) throw new Error(`TensorFlow.js drew another picture: they differ by ${largest}.`);
}

const folder = mkdtempSync(join(tmpdir(), 'reverie-bench-'));
const generator = write_dcgan_package(join(folder, 'dcgan-64'));
await built_pages(folder);
const site = await serve_site_with([{ id: 'dcgan-64', title: 'DCGAN 64', folder: join(folder, 'dcgan-64') }]);
const { runtime, check } = JSON.parse(readFileSync(join(root, 'build/public.json'), 'utf8'));
const runtime_wasm = join(root, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');
const check_wasm = join(root, 'build/web/bin/graph-check.wasm');
const tf_folder = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist');
const server = await serve_folder(folder, {
  spoil: (path) => {
    if (path === '/ort.wasm') return { type: 'application/wasm', body: readFileSync(runtime_wasm) };
    if (path === `/${runtime.url}.gz`) return { body: readFileSync(join(root, 'build/public', `${runtime.url}.gz`)) };
    if (path === '/graph-check.wasm') return { type: 'application/wasm', body: readFileSync(check_wasm) };
    if (path.startsWith('/tf/'))
      return { type: 'application/wasm', body: readFileSync(join(tf_folder, path.slice(4))) };
    return undefined;
  },
});
const browser = await launch_browser();
try {
  const graph = `${server.url}/dcgan-64/${generator.name}`;
  const play = await open_play(browser, site);
  const bare = await open_bench(browser, `${server.url}/pages/bare.html`, { runtime: `${server.url}/ort.wasm`, graph });
  const ours = await open_bench(browser, `${server.url}/pages/ours.html`, {
    runtime: { ...runtime, url: `${server.url}/${runtime.url}` },
    check: { ...check, url: `${server.url}/graph-check.wasm` },
    file: { url: graph, bytes: generator.bytes, sha256: generator.sha256 },
  });
  const stack = layers().map((layer) => ({ ...layer, filter: [...layer.filter], bias: [...layer.bias] }));
  const tf = await open_bench(browser, `${server.url}/pages/tf.html`, { wasm: `${server.url}/tf/`, layers: stack });
  await assert_same_picture(ours, tf);
  const told = { trips: [], bridges: [], uploads: [], bare: [], ours: [], tf: [] };
  for (let round = 0; round < rounds; round += 1) {
    const turns = {
      play: async () => {
        const log = await play_round(play);
        told.trips.push(...log.trips);
        told.bridges.push(...log.bridges);
        told.uploads.push(median(log.with) - median(log.without));
      },
      bare: async () => told.bare.push(...(await bench_round(bare)).map(({ whole }) => whole)),
      ours: async () => told.ours.push(...(await bench_round(ours)).map(({ whole }) => whole)),
      tf: async () => told.tf.push(...(await bench_round(tf)).map(({ whole }) => whole)),
    };
    const order = round % 2 ? ['tf', 'ours', 'bare', 'play'] : ['play', 'bare', 'ours', 'tf'];
    for (const who of order) await turns[who]();
  }
  const [bare_ms, ours_ms, tf_ms] = [told.bare, told.ours, told.tf].map(median);
  console.log(
    `page, DCGAN-64, a picture  ${(tf_ms / ours_ms).toFixed(1)}×  vs TensorFlow.js WASM  ` +
      `(${ms(ours_ms)}, ${ms(tf_ms)}; the same weights, one thread, SIMD)`,
  );
  // The trip through worker and client is taken where nothing else is on the page, as the peer's is: without a GPU the
  // play page's canvas keeps the other core busy, which is no cost of our layer.
  const parts = [ours_ms, median(told.bridges), median(told.uploads)];
  const layer = parts[0] + parts[1] + parts[2];
  console.log(
    `page, DCGAN-64, wish to picture  ${(layer / bare_ms).toFixed(2)}×  vs a bare onnxruntime-web page  ` +
      `(${ms(layer)} = worker ${ms(parts[0])} + bridge ${ms(parts[1])} + upload ${ms(parts[2])}; ${ms(bare_ms)}; ` +
      `worker beside the play page's canvas ${ms(median(told.trips))})`,
  );
} finally {
  await browser.close();
  await site.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
