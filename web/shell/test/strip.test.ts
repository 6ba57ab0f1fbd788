import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pixels_of_strip, size_of_png } from '../strip.ts';

/** The first bytes of a PNG that claims these sides. */
function head_of(width: number, height: number, length = 64): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

/** Runs `body` where the browser would decode; → how often it was asked to. */
async function decoding(answer: () => Promise<unknown>, body: () => Promise<void>): Promise<number> {
  let asked = 0;
  const scope = globalThis as unknown as { createImageBitmap: unknown };
  const before = scope.createImageBitmap;
  scope.createImageBitmap = () => {
    asked += 1;
    return answer();
  };
  try {
    await body();
  } finally {
    scope.createImageBitmap = before;
  }
  return asked;
}

test('the size of a strip is read from its head', () => {
  assert.deepEqual(size_of_png(head_of(1024, 64)), { width: 1024, height: 64 });
  assert.deepEqual(size_of_png(head_of(0xffffffff, 1)), { width: 0xffffffff, height: 1 });
  assert.deepEqual(size_of_png(head_of(3, 4).subarray(0, 24)), { width: 3, height: 4 });
});

test('what is no PNG has no size', () => {
  assert.equal(size_of_png(head_of(3, 4).subarray(0, 23)), null);
  assert.equal(size_of_png(new Uint8Array(0)), null);
  assert.equal(size_of_png(new Uint8Array(64)), null);
  const other = head_of(3, 4);
  other[12] = 0x69;
  assert.equal(size_of_png(other), null);
});

test('no strip is unfolded that is too large, empty, or no PNG', async () => {
  const asked = await decoding(
    () => Promise.reject(new Error('never')),
    async () => {
      for (const [width, height] of [
        [8193, 64],
        [64, 257],
        [0xffffffff, 0xffffffff],
        [0, 64],
        [64, 0],
      ] as const)
        await assert.rejects(pixels_of_strip(head_of(width, height), 'strip.png'), {
          name: 'Problem',
          message: new RegExp(`strip\\.png.*${width} × ${height}`),
        });
      await assert.rejects(pixels_of_strip(new Uint8Array(40), 'strip.png'), { name: 'Problem', message: /no PNG/ });
    },
  );
  assert.equal(asked, 0);
});

test('a damaged strip is refused in one sentence', async () => {
  const asked = await decoding(
    () => Promise.reject(new DOMException('The source image could not be decoded.', 'InvalidStateError')),
    () =>
      assert.rejects(pixels_of_strip(head_of(1024, 64), 'strip.png'), {
        name: 'Problem',
        message: /^“strip\.png” is damaged .*not shown\.$/,
      }),
  );
  assert.equal(asked, 1);
});
