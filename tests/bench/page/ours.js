// Our worker and its client alone, as the play page uses them.
import { RuntimeClient } from '../../../web/runtime/client.ts';
import worker from '../../../web/runtime/worker.ts?worker&url';
import { worker_maker } from '../../../web/shell/workers.ts';

let client;
let model;

window.bench = {
  async open({ runtime, check, file }) {
    client = new RuntimeClient({
      spawn: worker_maker(new URL(worker, import.meta.url).href),
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
