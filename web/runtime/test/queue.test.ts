import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Queue } from '../queue.ts';

test('jobs run one at a time and in order', async () => {
  const queue = new Queue();
  const seen: string[] = [];
  const job = (name: string, turns: number) => async () => {
    seen.push(`${name} begins`);
    for (let i = 0; i < turns; i += 1) await Promise.resolve();
    seen.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([queue.push(job('a', 9)), queue.push(job('b', 1)), queue.push(job('c', 4))]);
  assert.deepEqual(results, ['a', 'b', 'c']);
  assert.deepEqual(seen, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('a failure reaches its own caller and holds nobody up', async () => {
  const queue = new Queue();
  const failing = queue.push(() => Promise.reject(new Error('no')));
  const after = queue.push(() => 7);
  assert.equal(queue.length, 2);
  await assert.rejects(failing, /no/);
  assert.equal(await after, 7);
  await Promise.resolve();
  assert.equal(queue.length, 0);
});
