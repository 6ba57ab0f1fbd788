import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RuntimeClient, type WorkerLike } from '../client.ts';
import { type FileSpec, Problem, type Reply, type Request } from '../protocol.ts';

const file: FileSpec = { url: 'm/g.onnx', bytes: 100, sha256: '0'.repeat(64) };

// Keeps what it was asked; answers when told to.
class FalseWorker implements WorkerLike {
  asked: Request[] = [];
  ended = false;
  private listeners = new Map<string, (event: Event) => void>();
  postMessage(message: unknown): void {
    this.asked.push(message as Request);
    if (this.prompt) this.answer(message as Request);
  }
  prompt = true;
  answer(request: Request): void {
    this.say({ kind: 'done', id: request.id, ...(request.kind === 'run' ? { outputs: [], milliseconds: 1 } : {}) });
  }
  say(reply: Reply): void {
    queueMicrotask(() => this.listeners.get('message')?.({ data: reply } as unknown as Event));
  }
  die(): void {
    this.listeners.get('error')?.(new Event('error'));
  }
  terminate(): void {
    this.ended = true;
  }
  addEventListener(type: string, listener: (event: Event) => void): void {
    this.listeners.set(type, listener);
  }
}

function client_of(watchdog_ms?: number): { client: RuntimeClient; workers: FalseWorker[] } {
  const workers: FalseWorker[] = [];
  const spawn = () => {
    const worker = new FalseWorker();
    workers.push(worker);
    return worker;
  };
  return {
    client: new RuntimeClient({ spawn, runtime: file, check: file, ...(watchdog_ms ? { watchdog_ms } : {}) }),
    workers,
  };
}

const kinds = (worker: FalseWorker | undefined) => worker?.asked.map((request) => request.kind);
const inputs = () => [{ name: 'z', dims: [1, 2], data: new Float32Array(2) }];

test('one worker, one start, then loads and runs', async () => {
  const { client, workers } = client_of();
  const model = await client.load(file);
  await client.run(model, inputs());
  await client.release(model);
  assert.equal(workers.length, 1);
  assert.deepEqual(kinds(workers[0]), ['start', 'load', 'run', 'release']);
  await assert.rejects(client.run(model, inputs()), /no longer loaded/);
});

test('progress is the sum of runtime and model', async () => {
  const { client, workers } = client_of();
  const seen: [number, number][] = [];
  const starting = client.start();
  const worker = workers[0] as FalseWorker;
  await starting;
  worker.prompt = false;
  const loading = client.load(file, (...step) => seen.push(step));
  const asked = worker.asked.at(-1) as Request;
  worker.say({ kind: 'progress', id: asked.id, received: 40, total: 90 });
  worker.answer(asked);
  await loading;
  assert.deepEqual(seen.at(-1), [40, 90]);
});

test('a worker that dies is replaced and the model opened again', async () => {
  const { client, workers } = client_of();
  const model = await client.load(file);
  (workers[0] as FalseWorker).prompt = false;
  const run = client.run(model, inputs());
  await Promise.resolve();
  workers[0]?.die();
  await assert.rejects(run, (e) => e instanceof Problem && /started again/.test(e.message));
  assert.equal(workers[0]?.ended, true);
  await client.run(model, inputs());
  assert.deepEqual(kinds(workers[1]), ['start', 'load', 'run']);
});

test('a fatal failure replaces the worker, an ordinary one does not', async () => {
  const { client, workers } = client_of();
  const model = await client.load(file);
  const first = workers[0] as FalseWorker;
  first.prompt = false;
  const ordinary = client.run(model, inputs());
  await Promise.resolve();
  first.say({ kind: 'failed', id: first.asked.at(-1)?.id ?? 0, sentence: 'Not this one.', fatal: false });
  await assert.rejects(ordinary, /Not this one/);
  assert.equal(first.ended, false);
  const fatal = client.run(model, inputs());
  await Promise.resolve();
  first.say({ kind: 'failed', id: first.asked.at(-1)?.id ?? 0, sentence: 'A trap.', fatal: true });
  await assert.rejects(fatal, /A trap/);
  assert.equal(first.ended, true);
});

test('a run that never answers ends its worker', async () => {
  const { client, workers } = client_of(20);
  const model = await client.load(file);
  (workers[0] as FalseWorker).prompt = false;
  await assert.rejects(client.run(model, inputs()), /did not answer in time/);
  assert.equal(workers[0]?.ended, true);
});

test('what a dead worker still says is not heard', async () => {
  const { client, workers } = client_of();
  const model = await client.load(file);
  const first = workers[0] as FalseWorker;
  first.prompt = false;
  const run = client.run(model, inputs());
  await Promise.resolve();
  const late = first.asked.at(-1) as Request;
  client.replace('Stopped.');
  await assert.rejects(run, /Stopped/);
  await client.run(model, inputs());
  first.answer(late);
  await Promise.resolve();
  assert.equal(workers.length, 2);
});
