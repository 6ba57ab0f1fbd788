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
  const spawn = (first: string) => {
    const worker = new FalseWorker();
    worker.postMessage(JSON.parse(first));
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

const second: FileSpec = { ...file, url: 'm/rest.wasm' };

function client_with_rest(): { client: RuntimeClient; workers: FalseWorker[] } {
  const workers: FalseWorker[] = [];
  const spawn = (first: string) => {
    const worker = new FalseWorker();
    worker.prompt = workers.length > 0; // the first is told what to say
    worker.postMessage(JSON.parse(first));
    workers.push(worker);
    return worker;
  };
  return { client: new RuntimeClient({ spawn, runtime: file, rest: second, check: file }), workers };
}

// Answers what was asked of the first worker last; and lets all that follows happen.
async function say_to_last(worker: FalseWorker | undefined, reply: object): Promise<void> {
  worker?.say({ id: worker.asked.at(-1)?.id, ...reply } as Reply);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
const wanting = { kind: 'failed', sentence: 'It stopped.', fatal: true, wants_rest: true };

test('a graph that needs the runtime’s second file is opened again, with it', async () => {
  const { client, workers } = client_with_rest();
  const loading = client.load(file);
  const [start] = workers[0]?.asked ?? [];
  assert.ok(start?.kind === 'start' && start.rest === undefined);
  workers[0]?.answer(start);
  await say_to_last(workers[0], wanting);
  await client.run(await loading, inputs());
  assert.equal(workers[0]?.ended, true);
  assert.deepEqual(kinds(workers[1]), ['start', 'load', 'run']);
  const [again] = workers[1]?.asked ?? [];
  assert.ok(again?.kind === 'start' && again.rest?.url === second.url);
});

test('a run that needs the second file goes again with the same numbers', async () => {
  const { client, workers } = client_with_rest();
  const starting = client.start();
  workers[0]?.answer(workers[0].asked[0] as Request);
  await starting;
  const loading = client.load(file);
  await say_to_last(workers[0], { kind: 'done' });
  const model = await loading;
  const given = [{ name: 'z', dims: [1, 2], data: Float32Array.of(3, 4) }];
  const running = client.run(model, given);
  await Promise.resolve();
  structuredClone(given, { transfer: given.map((one) => one.data.buffer) }); // as a real worker takes them
  await say_to_last(workers[0], wanting);
  await running;
  const run = workers[1]?.asked.at(-1);
  assert.deepEqual(run?.kind === 'run' && [...(run.inputs[0]?.data ?? [])], [3, 4]);
});

test('who wants the second file although it is there has failed', async () => {
  const { client, workers } = client_with_rest();
  const loading = client.load(file);
  workers[0]?.answer(workers[0].asked[0] as Request);
  await say_to_last(workers[0], wanting);
  const model = await loading;
  const second_worker = workers[1] as FalseWorker;
  second_worker.prompt = false;
  const run = client.run(model, inputs());
  await Promise.resolve();
  await say_to_last(second_worker, wanting);
  await assert.rejects(run, /It stopped/);
});
