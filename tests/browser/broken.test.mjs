// What goes wrong becomes one sentence that a person can read and send away, and the page plays on.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { launch_browser, models_settled, open_page, studio_ready } from '../support/browser.mjs';
import { serve_site } from '../support/test_site.mjs';

let browser;
before(async () => {
  browser = await launch_browser();
});
after(() => browser?.close());

const tiny = 'piece=latent-walk&model.generator=tiny';
const sentences = (page) => page.locator('#messages li').allTextContents();

// The browser itself logs an answer that is no file, and the ones that were sent away unread; the rest are faults.
const of_broken_files = /Failed to load resource.*(404|503)|net::ERR_ABORTED/;
const real_faults = (page) => page.faults.filter((fault) => !of_broken_files.test(fault));

async function expect_sentence(page, pattern) {
  await page.locator('#messages li').first().waitFor({ state: 'attached' });
  const told = await sentences(page);
  assert.equal(told.length, 1, told.join(' | '));
  assert.match(told[0], pattern);
  await page
    .locator('#messages button')
    .first()
    .evaluate((button) => button.click());
  await page.locator('#messages li').first().waitFor({ state: 'detached' });
}

// Alive: the studio still answers, and a piece off screen still draws.
async function expect_alive(page) {
  const drawn = await page.evaluate(
    async () => (await window.reverie.render({ piece: 'de-stijl', width: 40, height: 30 })).rgba.length,
  );
  assert.equal(drawn, 40 * 30 * 4);
  await page.evaluate(() => document.body.classList.contains('playing'));
}

async function with_site(options, link, look, context = {}) {
  const site = await serve_site(options);
  const page = await open_page(browser, { reducedMotion: 'reduce', ...context });
  try {
    await page.goto(`${site.url}/play/?${link}`);
    await look(page, site);
  } finally {
    await page.context().close();
    await site.close();
  }
}

const is_graph = (path) => /\/tiny\/generator\..*\.onnx(\.gz)?$/.test(path);
const flipped = (graph) => {
  const changed = Buffer.from(graph);
  changed[changed.length >> 1] ^= 4;
  return changed;
};
// A graph whose card is right about it: only a look into it can refuse.
const honest = (make) => (card, graph) => {
  const other = make(graph);
  const sha256 = createHash('sha256').update(other).digest('hex');
  return { graph: other, card: { ...card, files: [{ ...card.files[0], bytes: other.length, sha256 }] } };
};

const cases = [
  [
    'a model that is not there',
    {},
    'piece=latent-walk&model.generator=nobody',
    /The model "nobody" is not here any more; Emoji plays in its place/,
  ],
  [
    'a missing graph',
    { spoil: (path) => (is_graph(path) ? { status: 404 } : undefined) },
    tiny,
    /“generator\..*\.onnx” is missing: the server answered 404/,
  ],
  [
    'a web page instead of the graph',
    { spoil: (path) => (is_graph(path) ? { type: 'text/html', body: '<!doctype html><p>Hello' } : undefined) },
    tiny,
    /sent a web page instead of “generator/,
  ],
  [
    'a web page instead of the card',
    {
      spoil: (path) => (path.endsWith('/tiny/model.json') ? { type: 'text/html', body: '<!doctype html>' } : undefined),
    },
    tiny,
    /There is no model “tiny” here.*web page/,
  ],
  [
    'one flipped byte in the graph',
    { change: (card, graph) => ({ card, graph: flipped(graph) }) },
    tiny,
    /fingerprint/,
  ],
  [
    'a graph that ends early',
    { change: (card, graph) => ({ card, graph: graph.subarray(0, 900) }) },
    tiny,
    /ended after 900 of/,
  ],
  [
    'a graph that goes on',
    { change: (card, graph) => ({ card, graph: Buffer.concat([graph, graph]) }) },
    tiny,
    /larger than/,
  ],
  [
    'a graph of noise',
    { change: honest((graph) => Buffer.alloc(graph.length, 0x5a)) },
    tiny,
    /is damaged or no ONNX file/,
  ],
  [
    'a card that is no JSON',
    {
      spoil: (path) =>
        path.endsWith('/tiny/model.json') ? { type: 'application/json', body: '{"format":' } : undefined,
    },
    tiny,
    /model\.json|JSON/,
  ],
  [
    'a card with a path for a name',
    {
      change: (card, graph) => ({ graph, card: { ...card, files: [{ ...card.files[0], name: '../../secret.onnx' }] } }),
    },
    tiny,
    /secret\.onnx/,
  ],
  [
    'a card of another model',
    { change: (card, graph) => ({ graph, card: { ...card, id: 'other' } }) },
    tiny,
    /is that of “other”/,
  ],
  [
    'ports that the graph does not have',
    {
      change: (card, graph) => ({
        graph,
        card: {
          ...card,
          inputs: card.inputs.map((port) => (port.kind === 'latent' ? { ...port, shape: ['N', 9] } : port)),
        },
      }),
    },
    tiny,
    /names the input 'z' as float32 \(N,9\), which in its graph is float32 \(N,8\)/,
  ],
];

for (const [name, options, link, pattern] of cases) {
  test(`${name}: a sentence, and the page lives`, async () => {
    await with_site(options, link, async (page) => {
      await studio_ready(page);
      await expect_sentence(page, pattern);
      await models_settled(page);
      await expect_alive(page);
      assert.deepEqual(real_faults(page), []);
    });
  });
}

test('after a broken model the next good one plays', async () => {
  const broken = { spoil: (path) => (path.startsWith('/models/nobody/') ? { status: 404 } : undefined) };
  await with_site(broken, 'piece=latent-walk&model.generator=nobody', async (page) => {
    await studio_ready(page);
    await expect_sentence(page, /nobody/);
    const drawn = await page.evaluate(async () => {
      const link = 'piece=latent-walk&model.generator=tiny';
      return (await window.reverie.render({ piece: 'latent-walk', link, width: 64, height: 48 })).rgba.length;
    });
    assert.equal(drawn, 64 * 48 * 4);
  });
});

test('a broken link opens its piece and says what was not understood', async () => {
  await with_site({}, 'piece=de-stijl&density=%zz', async (page) => {
    await studio_ready(page);
    await expect_sentence(page, /link|%zz/i);
    await expect_alive(page);
  });
  await with_site({}, 'piece=de-stijl&density=900', async (page) => {
    await studio_ready(page);
    await expect_sentence(page, /density.*900/i);
  });
});

for (const [link, pattern] of [
  ['piece=no-such-piece', /There is no piece.*no-such-piece/],
  ['piece=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', /<img src=x onerror=alert\(1\)>.* is no piece/],
]) {
  test(`${link}: a visible sentence that can be sent away`, async () => {
    await with_site({}, link, async (page) => {
      const box = page.locator('#alert');
      await box.waitFor({ state: 'visible' });
      assert.match(await box.textContent(), pattern);
      assert.equal(await page.locator('#alert img').count(), 0);
      await box.getByRole('button').click();
      await box.waitFor({ state: 'hidden' });
    });
  });
}

test('without WebGL 2 the poster stays and a sentence says so', async () => {
  await with_site({}, 'piece=de-stijl', async (page) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.reload();
    await page.locator('#alert').waitFor({ state: 'visible' });
    assert.match(await page.locator('#alert').textContent(), /WebGL 2/);
    await page.waitForFunction(() => document.getElementById('cover').naturalWidth > 0);
  });
});

test('without JavaScript a sentence says so', async () => {
  const look = (page) => page.locator('noscript .sentence').waitFor({ state: 'visible' });
  await with_site({}, 'piece=de-stijl', look, { javaScriptEnabled: false });
});

test('a runtime that does not arrive is said so, and the piece plays on without it', async () => {
  const spoil = (path) => (path.startsWith('/runtime/ort.') ? { status: 503 } : undefined);
  await with_site({ spoil }, tiny, async (page) => {
    await studio_ready(page);
    await expect_sentence(page, /503/);
    await expect_alive(page);
  });
});

test('a studio that was tampered with is refused', async () => {
  const spoil = (path) =>
    path.includes('/runtime/studio.') && path.endsWith('.gz') ? { body: 'not this' } : undefined;
  await with_site({ spoil }, 'piece=de-stijl', async (page) => {
    await page.locator('#alert').waitFor({ state: 'visible' });
    assert.match(await page.locator('#alert').textContent(), /“studio\..*\.wasm”/);
  });
});
