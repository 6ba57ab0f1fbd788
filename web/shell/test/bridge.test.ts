import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeepClient } from '../../keep/client.ts';
import type { RuntimeClient } from '../../runtime/client.ts';
import type { PackedTensor } from '../../runtime/protocol.ts';
import { Bridge, type Page } from '../bridge.ts';
import type { StudioModule } from '../module.ts';

// A module of 4 kB that remembers what it was told, and never frees.
class FalseModule {
  memory = new ArrayBuffer(4096);
  HEAPU8 = new Uint8Array(this.memory);
  HEAPF32 = new Float32Array(this.memory);
  HEAP64 = new BigInt64Array(this.memory);
  told: unknown[][] = [];
  top = 1024;
  /** What the card leads to: a call back into the bridge, or nothing when it is refused. */
  on_manifest = () => {};

  _malloc(bytes: number): number {
    const at = this.top;
    this.top += Math.ceil(bytes / 8) * 8;
    return at;
  }
  _free(): void {}
  stringToNewUTF8(text: string): number {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const at = this._malloc(bytes.length);
    this.HEAPU8.set(bytes, at);
    return at;
  }
  UTF8ToString(at: number): string {
    return new TextDecoder().decode(this.HEAPU8.slice(at, this.HEAPU8.indexOf(0, at)));
  }
  _reverie_manifest_arrived(load: number, text: number): void {
    this.told.push(['manifest', load, this.UTF8ToString(text)]);
    this.on_manifest();
  }
  _reverie_strip_arrived(load: number, rgba: number, width: number, height: number): void {
    this.told.push(['strip', load, [...this.HEAPU8.slice(rgba, rgba + 4 * width * height)], width, height]);
  }
  _reverie_load_progress(): void {}
  _reverie_load_failed(load: number, sentence: number): void {
    this.told.push(['failed', load, this.UTF8ToString(sentence)]);
  }
  _reverie_graph_opened(load: number, graph: number): void {
    this.told.push(['opened', load, graph]);
  }
  _reverie_output_space(graph: number, name: number, is_int64: number, dims: number, rank: number): number {
    const shape = [...this.HEAP64.slice(dims / 8, dims / 8 + rank)].map(Number);
    this.told.push(['output', graph, this.UTF8ToString(name), is_int64, shape]);
    return 512;
  }
  _reverie_run_done(graph: number, milliseconds: number): void {
    this.told.push(['done', graph, milliseconds]);
  }
  _reverie_run_failed(graph: number, sentence: number): void {
    this.told.push(['run failed', graph, this.UTF8ToString(sentence)]);
  }
}

function bridge_of(
  client: Partial<Record<'load' | 'run' | 'release', unknown>>,
  decode?: ConstructorParameters<typeof Bridge>[4],
) {
  const loading: unknown[] = [];
  const page = { loading: (progress: unknown) => loading.push(progress) } as unknown as Page;
  const bridge = new Bridge(client as RuntimeClient, 'http://here/models/', page, {} as KeepClient, decode);
  const module = new FalseModule();
  bridge.module = module as unknown as StudioModule;
  return { bridge, module, loading };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

async function with_fetch<T>(answer: () => Response, body: () => Promise<T>): Promise<T> {
  const real = globalThis.fetch;
  globalThis.fetch = async () => answer();
  try {
    return await body();
  } finally {
    globalThis.fetch = real;
  }
}

test('a card that is taken leads to its graph', async () => {
  const { bridge, module, loading } = bridge_of({ load: async () => 7 });
  module.on_manifest = () => bridge.open_graph(3, 'faces', 'g.onnx', 10, 'a'.repeat(64), 'faces\nin float32 z N 64\n');
  await with_fetch(
    () => new Response('{"é":1}'),
    async () => {
      bridge.fetch_manifest(3, 'faces');
      await turn();
    },
  );
  assert.deepEqual(module.told, [
    ['manifest', 3, '{"é":1}'],
    ['opened', 3, 7],
  ]);
  assert.equal(loading.at(-1), null);
});

test('a card that is refused leaves nothing waiting', async () => {
  const { bridge, module, loading } = bridge_of({});
  await with_fetch(
    () => new Response('{}'),
    async () => {
      bridge.fetch_manifest(4, 'faces');
      await turn();
    },
  );
  assert.deepEqual(module.told, [['manifest', 4, '{}']]);
  assert.equal(loading.at(-1), null);
});

test('a missing card is a sentence for its own load', async () => {
  const { bridge, module, loading } = bridge_of({});
  await with_fetch(
    () => new Response('', { status: 404 }),
    async () => {
      bridge.fetch_manifest(5, 'faces');
      await turn();
    },
  );
  assert.match(String(module.told[0]?.[2]), /There is no model “faces” here/);
  assert.equal(loading.at(-1), null);
});

test('inputs are copied out, outputs written where the session wants them', async () => {
  let asked: PackedTensor[] = [];
  const run = async (_graph: number, inputs: PackedTensor[]) => {
    asked = inputs;
    return { outputs: [{ name: 'image', dims: [1, 2], data: new Float32Array([0.25, -1]) }], milliseconds: 3.5 };
  };
  const { bridge, module } = bridge_of({ run });
  module.HEAP64.set([1n, 2n], 0);
  module.HEAPF32.set([1.5, 2.5], 16);
  const name = module.stringToNewUTF8('z');
  bridge.run_input(module.UTF8ToString(name), 0, 0, 2, 64, 2);
  bridge.run_graph(9);
  module.HEAPF32.fill(0); // the copy is its own
  await turn();
  assert.deepEqual(asked, [{ name: 'z', dims: [1, 2], data: new Float32Array([1.5, 2.5]) }]);
  assert.deepEqual([...module.HEAPF32.slice(128, 130)], [0.25, -1]);
  assert.deepEqual(module.told, [
    ['output', 9, 'image', 0, [1, 2]],
    ['done', 9, 3.5],
  ]);
});

test('a run that fails says so to its session', async () => {
  const { bridge, module } = bridge_of({ run: () => Promise.reject(new Error('trap')) });
  bridge.run_graph(2);
  await turn();
  assert.match(String(module.told[0]?.[2]), /could not draw this picture.*trap/);
});

const sha256_of_abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('a strip is handed over as pixels, once its bytes are proven', async () => {
  const decoded: unknown[] = [];
  const data = new Uint8ClampedArray([1, 2, 3, 255, 4, 5, 6, 255]);
  const { bridge, module } = bridge_of({}, async (content, name) => {
    decoded.push(new TextDecoder().decode(content), name);
    return { width: 2, height: 1, data };
  });
  await with_fetch(
    () => new Response('abc'),
    async () => {
      bridge.fetch_strip(4, 'faces', 'strip.ba7816bf.png', 3, sha256_of_abc);
      await turn();
    },
  );
  assert.deepEqual(decoded, ['abc', 'strip.ba7816bf.png']);
  assert.deepEqual(module.told, [['strip', 4, [...data], 2, 1]]);
});

test('a strip that is missing, changed or no picture fails nothing', async () => {
  const { bridge, module, loading } = bridge_of({}, () => Promise.reject(new Error('no picture')));
  const warned: string[] = [];
  const warn = console.warn;
  console.warn = (sentence: string) => warned.push(sentence);
  try {
    const answers = [
      () => new Response('', { status: 404 }),
      () => new Response('abd'),
      () => new Response('abcd'),
      () => new Response('abc'),
    ];
    for (const answer of answers)
      await with_fetch(answer, async () => {
        bridge.fetch_strip(4, 'faces', 'strip.ba7816bf.png', 3, sha256_of_abc);
        await turn();
      });
    bridge.fetch_strip(4, 'faces', '../strip.png', 3, sha256_of_abc);
    await turn();
  } finally {
    console.warn = warn;
  }
  assert.deepEqual(module.told, []);
  assert.deepEqual(loading, []);
  assert.equal(warned.length, 5, warned.join('\n'));
});
