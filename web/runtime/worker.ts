// The worker that owns ONNX Runtime Web: it fetches and proves files, opens graphs and runs them, one call at a time.
// It is a worker of ours rather than the runtime's proxy so that the page can end it when a graph never returns.
import * as ort from 'onnxruntime-web/wasm';
import { fetch_file } from './fetch.ts';
import { GraphCheck } from './graph_check.ts';
import {
  type GraphSpec,
  type PackedTensor,
  Problem,
  type Reply,
  type Request,
  RestWanted,
  Sum,
  sentence_from,
} from './protocol.ts';
import { Queue } from './queue.ts';
import { join_runtime, wants_rest } from './split.ts';

interface Held {
  fetching: AbortController;
  session?: ort.InferenceSession;
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
const queue = new Queue();
const held = new Map<number, Held>();
let runtime_ready: Promise<GraphCheck> | undefined;
let runtime_came: Promise<unknown> = Promise.resolve();
const no_runtime =
  'The neural network runtime could not start in this browser; the piece plays on without it, reload to try again.';

// An ONNX file in base64: one Relu of one float32.
const smallest_graph = 'CAg6MwoMCgFhEgFiIgRSZWx1EgFnWg8KAWESCgoICAESBAoCCAFiDwoBYhIKCggIARIECgIIAUIECgAQEQ==';
const how: ort.InferenceSession.SessionOptions = {
  executionProviders: ['wasm'],
  graphOptimizationLevel: 'all',
  logSeverityLevel: 4, // what a stranger's graph could do better is nothing for a visitor's console
  // int8 weights run 15 % slower without the first; the second names the only format that was looked at.
  extra: { session: { disable_quant_qdq: '1', load_model_format: 'ONNX' } },
};

const stopped = 'The network stopped in the middle of a picture; it is started again.';

function answer(reply: Reply, transfer: Transferable[] = []): void {
  scope.postMessage(reply, transfer);
}

function start(request: Request & { kind: 'start' }): Promise<GraphCheck> {
  runtime_ready ??= prepare(request);
  return runtime_ready;
}

async function prepare(request: Request & { kind: 'start' }): Promise<GraphCheck> {
  const checking = fetch_file(request.check).then((wasm) => GraphCheck.create(wasm));
  checking.catch(() => {}); // the larger file may fail first, and then says why
  const sum = new Sum((received, total) => answer({ kind: 'progress', id: request.id, received, total }));
  const coming = Promise.all([
    fetch_file(request.runtime, { progress: sum.part('first', 0) }),
    request.rest && fetch_file(request.rest, { progress: sum.part('rest', 0) }),
  ]);
  runtime_came = coming.catch(() => {});
  const [first, rest] = await coming;
  join_runtime(first, rest);
  ort.env.wasm.wasmBinary = first;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = 'fatal';
  await queue.push(wake);
  return await checking;
}

// The runtime itself begins with the first graph that it opens, which is half its work: the model may still be on its way.
async function wake(): Promise<void> {
  const session = await ort.InferenceSession.create(
    Uint8Array.from(atob(smallest_graph), (c) => c.charCodeAt(0)),
    how,
  );
  await session.release();
}

async function load(request: Request & { kind: 'load' }): Promise<void> {
  const entry: Held = { fetching: new AbortController() };
  held.set(request.model, entry);
  try {
    await runtime_came; // it wakes while the model comes; side by side on a narrow line both would be late
    const bytes = await fetch_file(request.file, {
      signal: entry.fetching.signal,
      progress: (received, total) => answer({ kind: 'progress', id: request.id, received, total }),
    });
    if (!runtime_ready) throw new Problem(no_runtime);
    const check = await runtime_ready;
    const session = await queue.push(() => open(bytes, request.file, check));
    if (entry.fetching.signal.aborted) await queue.push(() => session.release());
    else entry.session = session;
  } catch (error) {
    held.delete(request.model);
    throw error;
  }
}

// The runtime sees no byte of a graph that was not looked at.
async function open(bytes: Uint8Array, file: GraphSpec, check: GraphCheck): Promise<ort.InferenceSession> {
  const name = `“${file.url.split('/').pop()}”`;
  await check.check(bytes, name, file.ports);
  try {
    const session = await ort.InferenceSession.create(bytes, how);
    if (wants_rest) throw new RestWanted(no_runtime); // swallowed on its way, but something was not done
    return session;
  } catch (error) {
    if (is_fatal(error)) throw error;
    throw new Problem(sentence_from(error, `${name} is no graph this runtime can open; choose another model.`));
  }
}

async function run(request: Request & { kind: 'run' }): Promise<Reply & { kind: 'done' }> {
  const session = held.get(request.model)?.session;
  if (!session) throw new Problem('This model is no longer loaded; choose it again.');
  const feeds: Record<string, ort.Tensor> = {};
  for (const { name, dims, data } of request.inputs)
    feeds[name] =
      data instanceof Float32Array ? new ort.Tensor('float32', data, dims) : new ort.Tensor('int64', data, dims);
  const before = performance.now();
  const results = await session.run(feeds);
  const milliseconds = performance.now() - before;
  if (wants_rest) throw new RestWanted(stopped);
  const outputs: PackedTensor[] = session.outputNames.map((name) => {
    const tensor = results[name];
    if (!tensor || (tensor.type !== 'float32' && tensor.type !== 'int64'))
      throw new Problem(
        `The model answered “${name}” with ${tensor?.type ?? 'nothing'}; only float32 and int64 can be shown, choose another model.`,
      );
    return { name, dims: [...tensor.dims], data: tensor.data as PackedTensor['data'] };
  });
  return { kind: 'done', id: request.id, outputs, milliseconds };
}

async function release(request: Request & { kind: 'release' }): Promise<void> {
  const entry = held.get(request.model);
  held.delete(request.model);
  entry?.fetching.abort();
  await entry?.session?.release();
}

// The runtime's own refusals carry an error code; anything else it throws is a trap or a failed start.
function is_fatal(error: unknown): boolean {
  return !(error instanceof Problem) && !/ERROR_CODE/.test(String(error));
}

async function serve(request: Request): Promise<void> {
  try {
    if (request.kind === 'run') {
      const reply = await queue.push(() => run(request));
      answer(
        reply,
        (reply.outputs ?? []).map((output) => output.data.buffer),
      );
      return;
    }
    if (request.kind === 'start') await start(request);
    else if (request.kind === 'load') await load(request);
    else await queue.push(() => release(request));
    answer({ kind: 'done', id: request.id });
  } catch (error) {
    const aborted = error instanceof DOMException && error.name === 'AbortError';
    const sentence = sentence_from(error, request.kind === 'run' ? stopped : no_runtime);
    answer({
      kind: 'failed',
      id: request.id,
      sentence,
      fatal: (request.kind === 'start' || wants_rest || is_fatal(error)) && !aborted,
      wants_rest,
    });
  }
}

scope.addEventListener('message', (event: MessageEvent<Request>) => void serve(event.data));

// The first request comes as the worker's name: messages wait until the page's own thread has heard that this script ran,
// and that one is busy with the studio just then.
if (scope.name) void serve(JSON.parse(scope.name) as Request);
