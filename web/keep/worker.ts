// The worker that makes one kept file: pictures by our encoders in WebAssembly, video by the browser's own encoder with
// our container around it.
import { fetch_file } from '../runtime/fetch.ts';
import { Problem, sentence_from } from '../runtime/protocol.ts';
import type { KeepFiles, KeepOrder, KeepReply, KeepRequest } from './protocol.ts';
import { type EncodedFrame, open_video, type Video } from './video.ts';

interface KeepModule {
  HEAPU8: Uint8Array<ArrayBuffer>;
  UTF8ToString(pointer: number): string;
  stringToNewUTF8(text: string): number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _keep_start(order: number, codec: number): number;
  _keep_rows(rows: number, length: number): number;
  _keep_planes(): number;
  _keep_planes_length(): number;
  _keep_packet(packet: number, length: number, key: number): void;
  _keep_finish_some(): number;
  _keep_answer(): number;
}

const types = { png: 'image/png', svg: 'image/svg+xml', gif: 'image/gif', webm: 'video/webm' };
const gave_up = 'The file could not be made in this browser; nothing is kept, try a smaller one.';
const scope = self as unknown as DedicatedWorkerGlobalScope;
const answer = (reply: KeepReply): void => scope.postMessage(reply);

interface Program {
  wasmBinary: Uint8Array<ArrayBuffer>;
  create_module: (options: object) => Promise<KeepModule>;
}

async function fetch_program(files: KeepFiles): Promise<Program> {
  const wasmBinary = await fetch_file(files.wasm);
  const script = (await import(/* @vite-ignore */ files.script)) as { default: Program['create_module'] };
  return { wasmBinary, create_module: script.default };
}

// Once a worker: what it makes after the first file needs no network.
let program: Promise<Program> | undefined;
function program_of(files: KeepFiles): Promise<Program> {
  program ??= fetch_program(files).catch((error: unknown) => {
    program = undefined;
    throw error;
  });
  return program;
}

class Maker {
  private readonly module: KeepModule;
  private readonly order: KeepOrder;
  private readonly parts: FileParts;
  private readonly video: Video | undefined;

  private constructor(module: KeepModule, order: KeepOrder, parts: FileParts, video: Video | undefined) {
    this.module = module;
    this.order = order;
    this.parts = parts;
    this.video = video;
  }

  static async create({ files, order }: KeepRequest & { kind: 'start' }): Promise<Maker> {
    const parts = new FileParts(types[order.format]);
    const { wasmBinary, create_module } = await program_of(files);
    const printErr = (line: string) => console.warn(line);
    const module = await create_module({
      wasmBinary,
      printErr,
      sink: (bytes: Uint8Array<ArrayBuffer>) => parts.add(bytes),
    });
    const take = ({ bytes, key }: EncodedFrame) =>
      with_bytes(module, bytes, (at) => module._keep_packet(at, bytes.length, key ? 1 : 0));
    const video = order.format === 'webm' ? await open_video(order, take) : undefined;
    const maker = new Maker(module, order, parts, video);
    const words = [JSON.stringify(order), video?.codec ?? ''].map((text) => module.stringToNewUTF8(text));
    maker.expect_fine(module._keep_start(words[0] ?? 0, words[1] ?? 0));
    for (const word of words) module._free(word);
    return maker;
  }

  private expect_fine(sentence: number): void {
    const text = this.module.UTF8ToString(sentence);
    if (text) throw new Problem(text);
  }

  async rows(rows: Uint8Array<ArrayBuffer>): Promise<void> {
    const { module } = this;
    with_bytes(module, rows, (at) => this.expect_fine(module._keep_rows(at, rows.length)));
    const planes = module._keep_planes();
    if (planes !== 0) await this.video?.add(module.HEAPU8.slice(planes, planes + module._keep_planes_length()));
  }

  async finish(): Promise<Blob> {
    await this.video?.finish();
    const steps = this.order.frames + 2;
    for (let step = 1; ; step += 1) {
      const state = this.module._keep_finish_some();
      if (state < 0) throw new Problem(this.module.UTF8ToString(this.module._keep_answer()));
      if (state > 0) return this.parts.file();
      answer({ kind: 'progress', part: Math.min(1, step / steps) });
    }
  }
}

// What a file is made of; large ones are handed to the browser as it goes, which may put them on disk.
class FileParts {
  private readonly type: string;
  private parts: BlobPart[] = [];
  private held = 0;

  constructor(type: string) {
    this.type = type;
  }

  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.parts.push(bytes);
    this.held += bytes.length;
    if (this.held < 32e6) return;
    this.parts = [new Blob(this.parts)];
    this.held = 0;
  }

  file(): Blob {
    return new Blob(this.parts, { type: this.type });
  }
}

function with_bytes(module: KeepModule, bytes: Uint8Array, call: (pointer: number) => void): void {
  const at = module._malloc(bytes.length);
  if (at === 0) throw new Problem(gave_up);
  module.HEAPU8.set(bytes, at);
  try {
    call(at);
  } finally {
    module._free(at);
  }
}

let maker: Promise<Maker> | undefined;
let turn: Promise<void> = Promise.resolve(); // requests are served in the order they came

async function serve(request: KeepRequest): Promise<void> {
  if (request.kind === 'prepare') {
    await program_of(request.files).catch(() => {}); // told when a file is wanted
  } else if (request.kind === 'start') {
    maker = Maker.create(request);
    await maker;
  } else if (request.kind === 'rows') {
    await (await maker)?.rows(request.rows);
    answer({ kind: 'taken', bytes: request.rows.length });
  } else {
    const file = await (await maker)?.finish();
    if (file) answer({ kind: 'done', file });
  }
}

scope.addEventListener('message', (event: MessageEvent<KeepRequest>) => {
  turn = turn
    .then(() => serve(event.data))
    .catch((error: unknown) => answer({ kind: 'failed', sentence: sentence_from(error, gave_up) }));
});
