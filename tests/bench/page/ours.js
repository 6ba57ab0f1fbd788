// Our worker and its client alone, as the play page uses them.
import { RuntimeClient } from '../../../web/runtime/client.ts';

let client;
let model;

window.bench = {
  async open({ runtime, check, file }) {
    client = new RuntimeClient({
      spawn: () => new Worker(new URL('../../../web/runtime/worker.ts', import.meta.url), { type: 'module' }),
      runtime,
      check,
    });
    model = await client.load(file);
  },
  async pictures(count, codes) {
    const all = [];
    for (let i = 0; i < count; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      const z = Float32Array.from({ length: codes }, () => Math.random() * 2 - 1);
      const before = performance.now();
      const { milliseconds } = await client.run(model, [{ name: 'z', dims: [1, codes], data: z }]);
      all.push({ whole: performance.now() - before, runtime: milliseconds });
    }
    return all;
  },
  /** (3,64,64) row-major, for one code. */
  async draw(z) {
    const { outputs } = await client.run(model, [{ name: 'z', dims: [1, z.length], data: Float32Array.from(z) }]);
    return [...outputs[0].data];
  },
};
