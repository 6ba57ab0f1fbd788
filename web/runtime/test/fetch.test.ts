import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fetch_file, fetch_text, fingerprint, text_from_bytes, text_of_part } from '../fetch.ts';
import { fetch_manifest, file_of_package } from '../package_loader.ts';
import { type FileSpec, Problem } from '../protocol.ts';

type Served = { body: Uint8Array | string; type?: string; status?: number };

// A server of a few files, each sent in pieces of 7 bytes.
function served(files: Record<string, Served>): typeof fetch {
  return async (input) => {
    const file = files[String(input)];
    if (!file) return new Response('nothing here', { status: 404, headers: { 'content-type': 'text/plain' } });
    const bytes = typeof file.body === 'string' ? new TextEncoder().encode(file.body) : file.body;
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < bytes.length; i += 7) controller.enqueue(bytes.slice(i, i + 7));
        controller.close();
      },
    });
    const headers = { 'content-type': file.type ?? 'application/octet-stream', 'content-length': String(bytes.length) };
    return new Response(pieces, { status: file.status ?? 200, headers });
  };
}

const content = new Uint8Array(1000).map((_, i) => (i * i) % 251);
const spec: FileSpec = {
  url: 'm/generator.onnx',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};
const zipped = new Uint8Array(gzipSync(content));

async function sentence(files: Record<string, Served>, wanted = spec): Promise<string> {
  const error = await fetch_file(wanted, { fetch: served(files) }).then(
    () => assert.fail('it was accepted'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, String(error));
  return error.message;
}

test('the .gz is inflated, counted as it travels and proven', async () => {
  const seen: [number, number][] = [];
  const bytes = await fetch_file(spec, {
    fetch: served({ 'm/generator.onnx.gz': { body: zipped } }),
    progress: (...step) => seen.push(step),
  });
  assert.deepEqual(bytes, content);
  assert.deepEqual(seen.at(-1), [zipped.length, zipped.length]);
  assert.ok(seen.length > 3);
});

test('without a .gz the plain file serves', async () => {
  assert.deepEqual(await fetch_file(spec, { fetch: served({ 'm/generator.onnx': { body: content } }) }), content);
});

test('a .gz that the browser already inflated serves', async () => {
  assert.deepEqual(await fetch_file(spec, { fetch: served({ 'm/generator.onnx.gz': { body: content } }) }), content);
});

test('a missing file is named with the answer', async () => {
  assert.match(await sentence({}), /“generator\.onnx” is missing: the server answered 404/);
});

test('a web page instead of the file is refused', async () => {
  const page = { body: '<!doctype html>', type: 'text/html; charset=utf-8' };
  assert.match(await sentence({ 'm/generator.onnx.gz': page, 'm/generator.onnx': page }), /sent a web page instead/);
});

test('one flipped byte is refused, zipped or not', async () => {
  for (const at of [0, 500, 999]) {
    const flipped = content.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    assert.match(await sentence({ 'm/generator.onnx': { body: flipped } }), /fingerprint/);
    assert.match(await sentence({ 'm/generator.onnx.gz': { body: new Uint8Array(gzipSync(flipped)) } }), /fingerprint/);
  }
});

test('every flipped byte of the .gz itself is refused or harmless', async () => {
  for (let at = 0; at < zipped.length; at += 13) {
    const flipped = zipped.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0x10;
    const result = await fetch_file(spec, { fetch: served({ 'm/generator.onnx.gz': { body: flipped } }) }).catch(
      (e) => e,
    );
    if (result instanceof Uint8Array) assert.deepEqual(result, content);
    else assert.ok(result instanceof Problem, String(result));
  }
});

test('a file that goes on is cut off at its stated size', async () => {
  const longer = new Uint8Array(5000);
  longer.set(content);
  assert.match(await sentence({ 'm/generator.onnx': { body: longer } }), /larger than the 1 kB/);
  const bomb = { 'm/generator.onnx.gz': { body: new Uint8Array(gzipSync(new Uint8Array(50_000_000))) } };
  assert.match(await sentence(bomb), /larger than/);
});

test('a file that ends early is refused', async () => {
  assert.match(
    await sentence({ 'm/generator.onnx': { body: content.slice(0, 400) } }),
    /ended after 400 of 1000 bytes/,
  );
  assert.match(await sentence({ 'm/generator.onnx.gz': { body: zipped.slice(0, 40) } }), /broke off or is damaged/);
  assert.match(await sentence({ 'm/generator.onnx': { body: '' } }), /ended after 0 of 1000 bytes/);
});

test('no network at all is said so', async () => {
  const offline = { fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
  await assert.rejects(fetch_file(spec, offline), /does not answer or this computer is offline/);
});

test('a card is text, capped, and its absence names the model', async () => {
  const files = { 'models/faces/model.json': { body: '{"id":"faces"}' } };
  assert.equal(await fetch_manifest('models/', 'faces', { fetch: served(files) }), '{"id":"faces"}');
  await assert.rejects(
    fetch_manifest('models/', 'nobody', { fetch: served(files) }),
    /There is no model “nobody” here.*404/,
  );
  await assert.rejects(fetch_text('models/faces/model.json', 5, { fetch: served(files) }), /larger than the 5 bytes/);
  const broken = { a: { body: new Uint8Array([0x7b, 0xff, 0xfe]) } };
  await assert.rejects(fetch_text('a', 50, { fetch: served(broken) }), /not UTF-8/);
});

test('ids and file names that leave their folder are refused', async () => {
  for (const id of ['../secret', 'a/b', '', 'A', '-a', 'a'.repeat(65), 'a b', 'http://x'])
    await assert.rejects(fetch_manifest('models/', id, { fetch: served({}) }), /cannot be a model/, id);
  for (const name of ['../x', '/etc/passwd', '.hidden', 'a/b', '', 'a\\b', `${'a'.repeat(129)}`])
    assert.throws(() => file_of_package('models', 'faces', name, 10, 'a'.repeat(64)), /no plain file name/, name);
  for (const bytes of [0, -1, 1.5, 64_000_001, Number.NaN])
    assert.throws(() => file_of_package('models', 'faces', 'a.onnx', bytes, 'a'.repeat(64)), /allowed/);
  assert.throws(() => file_of_package('models', 'faces', 'a.onnx', 5, 'A'.repeat(64)), /fingerprint/);
  assert.equal(file_of_package('models/', 'faces', 'a.onnx', 5, 'a'.repeat(64)).url, 'models/faces/a.onnx');
});

test('sizes read well', () => {
  assert.deepEqual([999, 1000, 812_345, 999_999, 3_661_234].map(text_from_bytes), [
    '999 bytes',
    '1 kB',
    '812 kB',
    '1.0 MB',
    '3.7 MB',
  ]);
  assert.equal(text_of_part(1_200_000, 3_700_000), '1.2 of 3.7 MB');
  assert.equal(text_of_part(296_000, 3_700_000), '296 kB of 3.7 MB');
});

test('a page without the browser’s own SHA-256 comes to the same fingerprint', async () => {
  for (const length of [0, 1, 63, 64, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
    const wanted = createHash('sha256').update(bytes).digest('hex');
    assert.equal(await fingerprint(bytes), wanted);
    assert.equal(await fingerprint(bytes, null), wanted);
  }
});
