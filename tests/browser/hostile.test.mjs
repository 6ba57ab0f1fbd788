// Strangers' models in the real page with the real runtime: each is answered by a sentence, the page lives, the next good
// model plays. A stuck worker is replaced, and a storm of loads, pictures and dying workers mixes nothing up.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch_browser, open_page, studio_ready } from '../support/browser.mjs';
import { hostile_graphs, slow_graph } from '../support/hostile_models.mjs';
import { published_models, serve_site_with, site_folder } from '../support/test_site.mjs';
import { write_tiny_package } from '../support/tiny_package.mjs';

let browser;
let site;
let page;
const folder = mkdtempSync(join(tmpdir(), 'reverie-hostile-'));

function package_of(id, graph) {
  const own = join(folder, id);
  const change = graph
    ? (card) => {
        const sha256 = createHash('sha256').update(graph).digest('hex');
        return { graph, card: { ...card, files: [{ ...card.files[0], bytes: graph.length, sha256 }] } };
      }
    : undefined;
  write_tiny_package(own, { id, title: id, change });
  return { id, title: id, folder: own };
}

// The page's own clock, but half a minute of patience with a network is two seconds.
const impatient = () => {
  const plain = window.setTimeout;
  window.setTimeout = (work, wait, ...more) => plain(work, wait === 30_000 ? 2000 : wait, ...more);
  const PlainWorker = window.Worker;
  window.workers = [];
  window.Worker = class extends PlainWorker {
    // Those of the runtime: another, for kept files, stands by.
    constructor(url, options) {
      super(url, options);
      if (options?.name && JSON.parse(options.name).runtime) window.workers.push(this);
    }
  };
};

before(async () => {
  const packages = [package_of('tiny'), package_of('other'), package_of('slow', slow_graph())];
  for (const [i, [, graph]] of hostile_graphs.entries()) packages.push(package_of(`hostile-${i}`, graph));
  site = await serve_site_with(packages);
  browser = await launch_browser();
  page = await open_page(browser, { reducedMotion: 'reduce' });
  await page.addInitScript(impatient);
  await page.goto(`${site.url}/play/?piece=de-stijl`);
  await studio_ready(page);
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

// A picture of the model, as a hash, or the sentence.
const play = (model, seed = 'tide') =>
  page.evaluate(
    async ({ model, seed }) => {
      const link = `piece=latent-walk&model.generator=${model}&seed=${seed}`;
      try {
        const { rgba } = await window.reverie.render({ piece: 'latent-walk', link, width: 64, height: 48 });
        let hash = 0;
        for (const value of rgba) hash = (Math.imul(hash, 31) + value) | 0;
        return { hash };
      } catch (error) {
        return { sentence: error.message };
      }
    },
    { model, seed },
  );

let good;
test('a good model plays', async () => {
  good = await play('tiny');
  assert.equal(good.sentence, undefined);
});

for (const [i, [name, , pattern]] of hostile_graphs.entries()) {
  test(`${name}: a sentence, and the next good model plays`, async () => {
    const { sentence } = await play(`hostile-${i}`);
    assert.match(sentence ?? 'a picture', pattern);
    assert.ok(sentence.length < 500 && !sentence.includes('\n'), sentence);
    assert.deepEqual(await play('tiny'), good);
  });
}

test('no hostile graph cost a worker', async () => {
  assert.equal(await page.evaluate(() => window.workers.length), 1);
});

test('a run without end is stopped, its worker replaced, and the next model plays', async () => {
  const before_it = await page.evaluate(() => window.workers.length);
  const { sentence } = await play('slow');
  assert.match(sentence, /did not answer in time and was stopped/);
  assert.deepEqual(await play('tiny'), good);
  assert.equal(await page.evaluate(() => window.workers.length), before_it + 1);
});

test('a flipped byte in a published graph is refused', async () => {
  const [{ id }] = published_models();
  const card = JSON.parse(readFileSync(join(site_folder, 'models', id, 'model.json'), 'utf8'));
  const file = card.files.find(({ role }) => role === 'generator');
  const whole = readFileSync(join(site_folder, 'models', id, file.name));
  const own = package_of('flipped');
  const serve = async (graph) => {
    writeFileSync(join(own.folder, file.name), graph);
    writeFileSync(join(own.folder, 'model.json'), JSON.stringify({ ...card, id: 'flipped', files: card.files }));
    const place = await serve_site_with([own]);
    const visitor = await open_page(browser, { reducedMotion: 'reduce' });
    try {
      await visitor.goto(`${place.url}/play/?piece=de-stijl`);
      await studio_ready(visitor);
      return await visitor.evaluate(() =>
        window.reverie
          .render({ piece: 'latent-walk', link: 'piece=latent-walk&model.generator=flipped', width: 64, height: 48 })
          .then(
            () => '',
            (error) => error.message,
          ),
      );
    } finally {
      await visitor.context().close();
      await place.close();
    }
  };
  const changed = Buffer.from(whole);
  changed[changed.length >> 1] ^= 1;
  assert.match(await serve(changed), /fingerprint/);
  assert.equal(await serve(whole), '');
});

test('a hundred tasks in any order, among dying workers: no hang, no picture of another', async () => {
  const right = {};
  for (const model of ['tiny', 'other'])
    for (const seed of ['a', 'b', 'c']) right[`${model} ${seed}`] = (await play(model, seed)).hash;
  let state = 11;
  const below = (n) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % n;
  };
  const running = new Set();
  let pictures = 0;
  const ended = (wish, { hash, sentence }) => {
    if (sentence === undefined) {
      pictures += 1;
      assert.equal(hash, right[wish], wish);
    } else assert.match(sentence, /started again|no longer loaded|may be played|stopped/, wish);
  };
  for (let step = 0; step < 100; step += 1) {
    const choice = below(12);
    if (choice === 0) {
      // As if the worker had died of a trap.
      await page.evaluate(() => window.workers.at(-1).dispatchEvent(new ErrorEvent('error')));
    } else {
      const model = choice === 1 ? 'hostile-3' : ['tiny', 'other'][below(2)];
      const seed = ['a', 'b', 'c'][below(3)];
      const task = play(model, seed)
        .then((result) => ended(`${model} ${seed}`, result))
        .finally(() => running.delete(task));
      running.add(task);
      if (running.size > 4) await Promise.race(running);
    }
  }
  await Promise.all(running);
  assert.ok(pictures > 40, `only ${pictures} pictures`);
  assert.deepEqual(await play('tiny'), good);
});

test('many swaps grow no memory', async () => {
  const rounds = process.env.REVERIE_SOAK ? 200 : 10;
  for (let i = 0; i < rounds; i += 1) await play(i % 2 ? 'tiny' : 'other');
  const cdp = await page.context().newCDPSession(page);
  const used = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize;
  };
  const first = await used();
  for (let i = 0; i < rounds; i += 1) await play(i % 2 ? 'tiny' : 'other', `s${i % 5}`);
  const last = await used();
  assert.ok(last < first * 1.1 + 1e6, `${first} bytes grew to ${last}`);
});
