// The same weights in TensorFlow.js, built by hand as one would port them: WASM backend with SIMD, one thread.
import '@tensorflow/tfjs-backend-wasm';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

let stack;

// (from,to,4,4) of ONNX is (4,4,to,from) here.
function filter_of({ from, to, filter }) {
  return tf.tidy(() => tf.transpose(tf.tensor4d(Float32Array.from(filter), [from, to, 4, 4]), [2, 3, 1, 0]));
}

function picture(z) {
  return tf.tidy(() => {
    let x = tf.tensor4d(z, [1, 1, 1, z.length]);
    stack.forEach(({ filter, bias, stride, to }, i) => {
      const side = i === 0 ? 4 : x.shape[1] * 2;
      x = tf.conv2dTranspose(x, filter, [1, side, side, to], stride, stride === 1 ? 'valid' : 'same');
      x = tf.add(x, bias);
      x = i === stack.length - 1 ? tf.tanh(x) : tf.relu(x);
    });
    return x;
  });
}

window.bench = {
  async open({ wasm, layers }) {
    setWasmPaths(wasm);
    setThreadsCount(1);
    await tf.setBackend('wasm');
    await tf.ready();
    stack = layers.map((layer) => ({ ...layer, filter: filter_of(layer), bias: tf.tensor1d(layer.bias) }));
    return { simd: await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT') };
  },
  async pictures(count, codes) {
    const all = [];
    for (let i = 0; i < count; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      const z = Float32Array.from({ length: codes }, () => Math.random() * 2 - 1);
      const before = performance.now();
      const drawn = picture(z);
      await drawn.data();
      all.push({ whole: performance.now() - before });
      drawn.dispose();
    }
    return all;
  },
  /** (64,64,3) row-major, for one code. */
  async draw(z) {
    const drawn = picture(Float32Array.from(z));
    const values = [...(await drawn.data())];
    drawn.dispose();
    return values;
  },
};
