// Runs graphs on an instrumented ONNX Runtime Web, those given and those that the page's own tests play, and writes which
// of its functions were called.
// Usage: profile.mjs INSTRUMENTED.wasm OUT.prof GRAPH.onnx…
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import { hostile_graphs, slow_graph } from '../hostile_models.mjs';
import { write_tiny_package } from '../tiny_package.mjs';

const [, , wasm, out, ...files] = process.argv;
const any_batch = [1, 2, 9];
let running;
let memory;

// The runtime keeps its instance to itself; the profile is asked of that instance.
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (bytes, imports) => {
  const made = await instantiate(bytes, imports);
  running = made.instance;
  memory = Object.values(imports)
    .flatMap((names) => Object.values(names))
    .find((value) => value instanceof WebAssembly.Memory);
  return made;
};

function filled(type, dims) {
  const count = dims.reduce((product, size) => product * size, 1);
  if (type === 'int64') return new ort.Tensor('int64', new BigInt64Array(count), dims);
  const values = Float32Array.from({ length: count }, (_, i) => Math.sin(i));
  return new ort.Tensor('float32', values, dims);
}

async function play(graph, batches) {
  const session = await ort.InferenceSession.create(graph, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    extra: { session: { disable_quant_qdq: '1', load_model_format: 'ONNX' } }, // as in web/runtime/worker.ts
  });
  try {
    for (const batch of batches) {
      const feeds = {};
      for (const { name, type, shape } of session.inputMetadata)
        feeds[name] = filled(
          type,
          shape.map((size) => (typeof size === 'number' && size > 0 ? size : batch)),
        );
      await session.run(feeds);
    }
  } finally {
    await session.release();
  }
}

function tiny() {
  const folder = mkdtempSync(join(tmpdir(), 'reverie-profile-'));
  const { files } = write_tiny_package(folder, { id: 'tiny', title: 'Tiny' });
  const graph = readFileSync(join(folder, files[0].name));
  rmSync(folder, { recursive: true });
  return graph;
}

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'fatal';
ort.env.wasm.wasmBinary = readFileSync(wasm);
let refused = 0;
const graphs = files.map((file) => [readFileSync(file), any_batch]);
graphs.push([tiny(), any_batch], [slow_graph(), []]);
// The other hostile ones are refused before the runtime sees them.
graphs.push([hostile_graphs.find(([what]) => what === 'weights that are no numbers')[1], any_batch]);
for (const [graph, batches] of graphs) {
  try {
    await play(graph, batches);
  } catch (error) {
    if (/RuntimeError/.test(String(error))) throw error;
    refused += 1; // a case for one picture only, or a type that has no kernel: its refusal is called too
  }
}
const room = 1 << 20;
const address = memory.grow(room >> 16) << 16;
const length = running.exports.__write_profile(address, room);
if (length > room) throw new Error(`The profile has ${length} bytes, more than the room of ${room}.`);
writeFileSync(out, new Uint8Array(memory.buffer, address, length).slice());
console.log(`${graphs.length} graphs, ${refused} of them refused at one of the batches ${any_batch.join(', ')}`);
