import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerLike } from '../../runtime/client.ts';
import { KeepClient, type KeepTold } from '../client.ts';
import type { KeepFiles, KeepOrder, KeepReply, KeepRequest } from '../protocol.ts';

class FalseWorker implements WorkerLike {
  heard: KeepRequest[] = [];
  ended = false;
  private readonly listeners = new Map<string, (event: Event) => void>();

  postMessage(message: unknown): void {
    this.heard.push(message as KeepRequest);
  }
  terminate(): void {
    this.ended = true;
  }
  addEventListener(type: string, listener: (event: Event) => void): void {
    this.listeners.set(type, listener);
  }
  say(reply: KeepReply): void {
    this.listeners.get('message')?.({ data: reply } as MessageEvent<KeepReply>);
  }
  break(): void {
    this.listeners.get('error')?.(new Error('out of memory') as unknown as Event);
  }
}

const order = { format: 'png', width: 2, height: 2 } as KeepOrder;

function start() {
  const workers: FalseWorker[] = [];
  const saved: [string, Blob][] = [];
  const told: KeepTold[] = [];
  const client = new KeepClient({
    files: {} as KeepFiles,
    spawn: () => {
      workers.push(new FalseWorker());
      return workers.at(-1) as FalseWorker;
    },
    save: (name, file) => saved.push([name, file]),
  });
  client.start(1, 'a.png', order, (now) => told.push({ ...now }));
  return { client, worker: workers[0] as FalseWorker, saved, told, workers };
}

test('a file is saved under its name once, and its worker ends', () => {
  const { client, worker, saved, told } = start();
  client.rows(1, new Uint8Array(16));
  client.finish(1);
  assert.deepEqual(
    worker.heard.map(({ kind }) => kind),
    ['start', 'rows', 'finish'],
  );
  worker.say({ kind: 'taken', bytes: 16 });
  worker.say({ kind: 'progress', part: 0.5 });
  worker.say({ kind: 'done', file: new Blob(['x']) });
  worker.say({ kind: 'done', file: new Blob(['x']) });
  assert.equal(saved.length, 1);
  assert.equal(saved[0]?.[0], 'a.png');
  assert.ok(worker.ended);
  assert.deepEqual(
    told.map(({ state, taken, part }) => [state, taken, part]),
    [
      ['working', 16, 0],
      ['working', 16, 0.5],
      ['done', 16, 1],
    ],
  );
});

test('what is given up says nothing more and leaves nothing', () => {
  const { client, worker, saved, told } = start();
  client.rows(1, new Uint8Array(16));
  client.cancel(1);
  assert.ok(worker.ended);
  worker.say({ kind: 'done', file: new Blob(['x']) });
  client.rows(1, new Uint8Array(16));
  assert.deepEqual([saved.length, told.length, worker.heard.length], [0, 0, 2]);
});

test('a worker that fails or breaks is told in a sentence', () => {
  const first = start();
  first.worker.say({ kind: 'failed', sentence: 'No video here.' });
  assert.equal(first.told[0]?.state, 'failed');
  assert.equal(first.told[0]?.sentence, 'No video here.');
  const second = start();
  second.worker.break();
  assert.match(second.told[0]?.sentence ?? '', /^The file could not be made in this browser.*\(out of memory\)$/);
  assert.ok(second.worker.ended);
});

test('prepared, one worker stands by and makes file after file; one that was given up is not used again', () => {
  const { client, worker, saved, workers } = start();
  client.prepare();
  client.prepare();
  assert.equal(workers.length, 2);
  const spare = workers[1] as FalseWorker;
  worker.say({ kind: 'done', file: new Blob(['x']) });
  assert.ok(worker.ended, 'two stand by');
  for (const id of [2, 3]) {
    client.start(id, 'b.png', order, () => {});
    spare.say({ kind: 'done', file: new Blob(['y']) });
  }
  assert.equal(saved.length, 3);
  assert.equal(workers.length, 2);
  assert.deepEqual(
    spare.heard.map(({ kind }) => kind),
    ['prepare', 'start', 'start'],
  );
  client.start(4, 'c.png', order, () => {});
  client.cancel(4);
  assert.ok(spare.ended);
  client.start(5, 'd.png', order, () => {});
  assert.equal(workers.length, 3);
});
