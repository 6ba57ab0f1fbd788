// The peer: ONNX Runtime Web in a worker, and nothing around it.
import * as ort from 'onnxruntime-web/wasm';

let session;

self.onmessage = async ({ data: message }) => {
  if (message.graph) {
    ort.env.wasm.wasmBinary = await (await fetch(message.runtime)).arrayBuffer();
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = 'fatal';
    const graph = new Uint8Array(await (await fetch(message.graph)).arrayBuffer());
    session = await ort.InferenceSession.create(graph, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
    self.postMessage({ ready: true });
    return;
  }
  const before = performance.now();
  const { image } = await session.run({ z: new ort.Tensor('float32', message.z, [1, message.z.length]) });
  const milliseconds = performance.now() - before;
  self.postMessage({ data: image.data, milliseconds }, [image.data.buffer]);
};
