// The studio in a page: fetches the WebAssembly, joins it to the runtime's worker, and offers what a page may do with it.
import { KeepClient } from '../keep/client.ts';
import type { KeepFiles } from '../keep/protocol.ts';
import { RuntimeClient, type WorkerLike } from '../runtime/client.ts';
import { type FetchOptions, fetch_file } from '../runtime/fetch.ts';
import { type FileSpec, Problem } from '../runtime/protocol.ts';
import { Bridge, type Page } from './bridge.ts';
import { type LanguageFiles, Languages } from './language.ts';
import { type CreateModule, type StudioModule, with_text } from './module.ts';
import { numbers_a_sample, type PointerSink } from './pointers.ts';
import type { LanguageId } from './words.ts';

const kept_head_bytes = 8 << 20; // max_kept_head_bytes of shared/keep

export interface ShellFiles {
  /** The Emscripten module's script, to be imported. */
  script: string;
  wasm: FileSpec;
  /** ONNX Runtime Web's wasm: what generators call, and the rest (web/runtime/split.ts). */
  runtime: FileSpec;
  rest: FileSpec;
  check: FileSpec;
  /** The encoders of kept files. */
  keep: KeepFiles;
  /** The studio's Chinese, where the site has it. */
  chinese?: LanguageFiles;
  /** The folder of published models. */
  models: string;
}

export interface KnownModel {
  id: string;
  title: string;
}

export interface ShellOptions extends FetchOptions {
  files: ShellFiles;
  canvas: HTMLCanvasElement;
  known_models: KnownModel[];
  /** What the studio speaks from the first frame on; without its words it is English. */
  language?: LanguageId;
  /** Whether the first thing that is opened will want the runtime. */
  plays_network?: boolean;
  page: Page;
  spawn_worker: (first: string) => WorkerLike;
  /** The worker that makes one kept file. */
  spawn_keeper: () => WorkerLike;
  /** Hands a whole file to the person. */
  save: (name: string, file: Blob) => void;
  /** A file could not be made; the studio shows the sentence too. */
  not_saved?: (name: string, sentence: string) => void;
}

export interface RenderWish {
  piece: string;
  /** A link's text; its own piece must be the same. */
  link?: string;
  width?: number;
  height?: number;
  density?: number;
  frames?: number;
}

export interface Inspection {
  boxes: Record<string, [number, number, number, number]>;
  link: string;
  description: string; // of what is drawn now; the page's own is a second behind
  canvas: [number, number]; // points
  touches: { id: number; x: number; y: number; pressure: number }[];
  mouse: [number, number];
  keys: string[];
}

export interface Rendered {
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

// A context that comes back has forgotten which it had; without them the GPU would refuse, and the processor draw.
function enable_extensions(canvas: HTMLCanvasElement): void {
  const gl = canvas.getContext('webgl2');
  for (const name of gl?.getSupportedExtensions() ?? []) if (!/lose_context|debug/i.test(name)) gl?.getExtension(name);
}

export class Shell {
  readonly client: RuntimeClient;
  private readonly module: StudioModule;
  private readonly keeper: KeepClient;
  private readonly languages: Languages;

  private constructor(module: StudioModule, client: RuntimeClient, keeper: KeepClient, languages: Languages) {
    this.module = module;
    this.keeper = keeper;
    this.client = client;
    this.languages = languages;
  }

  /** Fetches and prepares everything but the runtime, which comes after it or when a model does. Rejects with a Problem. */
  static async create(options: ShellOptions): Promise<Shell> {
    const { files, canvas } = options;
    const { runtime, rest, check } = files;
    const client = new RuntimeClient({ spawn: options.spawn_worker, runtime, rest, check });
    const keeper = new KeepClient({
      files: files.keep,
      spawn: options.spawn_keeper,
      save: options.save,
      failed: options.not_saved,
    });
    const bridge = new Bridge(client, files.models, options.page, keeper);
    const languages = new Languages(files.chinese, { ...options, progress: undefined });
    const wasm = fetch_file(files.wasm, options);
    languages.prepare(options.language ?? 'en');
    wasm.catch(() => {}); // heard below, after the script
    const script = (await import(/* @vite-ignore */ files.script).catch(() => {
      throw new Problem('The studio’s script could not be fetched; nothing was opened, reload the page to try again.');
    })) as { default: CreateModule };
    const wasmBinary = await wasm;
    // The studio's own bytes came first; while it starts, the runtime is on its way.
    if (options.plays_network) void client.start();
    const printErr = (line: string) => console.warn(line);
    const module = await script.default({ wasmBinary, canvas, bridge, printErr });
    bridge.module = module;
    const shell = new Shell(module, client, keeper, languages);
    // A page without its words is still a page.
    if (options.language === 'zh') await shell.speak('zh').catch((error: unknown) => console.warn(String(error)));
    with_text(module, JSON.stringify(options.known_models), (pointer) => module._reverie_set_models(pointer));
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      module._reverie_context(1);
    });
    canvas.addEventListener('webglcontextrestored', () => {
      enable_extensions(canvas);
      module._reverie_context(0);
    });
    return shell;
  }

  /** Opens the window on the canvas. Throws a Problem for a broken link or a canvas without WebGL 2. */
  start(link: string): void {
    const sentence = with_text(this.module, link, (pointer) =>
      this.module.UTF8ToString(this.module._reverie_start(pointer)),
    );
    if (sentence) throw new Problem(sentence);
  }

  /** Says everything in this language, at once where its words are there. Rejects with a Problem. */
  speak(language: LanguageId): Promise<void> {
    return this.languages.speak(this.module, language);
  }

  tell(sentence: string): void {
    with_text(this.module, sentence, (pointer) => this.module._reverie_tell(pointer));
  }

  /** One param, as a link writes it. Throws a Problem that names what is allowed. */
  set(name: string, text: string): void {
    const { module } = this;
    const sentence = with_text(module, name, (key) =>
      with_text(module, text, (value) => module.UTF8ToString(module._reverie_set(key, value))),
    );
    if (sentence) throw new Problem(sentence);
  }

  choose_model(slot: string, id: string): void {
    with_text(this.module, slot, (name) =>
      with_text(this.module, id, (chosen) => this.module._reverie_choose_model(name, chosen)),
    );
  }

  /** What a button of the form does: verbs and names of act_from_form (shared/studio/form.h). */
  act(verb: string, name = ''): void {
    with_text(this.module, verb, (what) =>
      with_text(this.module, name, (where) => this.module._reverie_act(what, where)),
    );
  }

  /** Draw again, though nothing came through here: the page's colours changed, say. */
  wake(): void {
    this.module._reverie_wake();
  }

  /** Makes a file of what is on the canvas; it arrives through ShellOptions.save. */
  keep(offer: string): void {
    with_text(this.module, offer, (id) => this.module._reverie_keep(id));
  }

  /** Fetches what keeping needs, so that a file can be made when the network is gone. */
  prepare_keeping(): void {
    this.keeper.prepare();
  }

  /** In somebody's page: the picture alone until a person asks for the dock. */
  be_guest(): void {
    this.module._reverie_be_guest();
  }

  /** Out of sight nothing is drawn and no tick passes. */
  hold(held: boolean): void {
    this.module._reverie_hold(held ? 1 : 0);
  }

  /** Where the canvas's own pointers go (pointers.ts). */
  pointer_sink(): PointerSink {
    const { module } = this;
    return {
      pointers: (samples) => {
        const space = module._malloc(8 * samples.length);
        module.HEAPF64.set(samples, space / 8);
        module._reverie_pointers(space, samples.length / numbers_a_sample);
        module._free(space);
      },
      wheel: (x, y) => module._reverie_wheel(x, y),
      let_go: () => module._reverie_let_go(),
      wants_escape: () => module._reverie_wants_escape() !== 0,
    };
  }

  dismiss(index: number): void {
    this.module._reverie_dismiss(index);
  }

  type(text: string, taken_back: number): void {
    with_text(this.module, text, (pointer) => this.module._reverie_type(pointer, taken_back));
  }

  /** Returns to what a kept file remembers, or tells why not. */
  async open_kept(file: Blob): Promise<void> {
    const { module } = this;
    const head = new Uint8Array(await file.slice(0, kept_head_bytes).arrayBuffer());
    const pointer = module._malloc(Math.max(1, head.length));
    if (pointer === 0) return;
    module.HEAPU8.set(head, pointer);
    module._reverie_open_kept(pointer, head.length);
    module._free(pointer);
  }

  /** Where the studio's controls lie, in CSS pixels, the link of this moment, and what the piece knows of the hand. */
  inspect(): Inspection {
    return JSON.parse(this.module.UTF8ToString(this.module._reverie_inspect()));
  }

  /** Draws off screen on the offline clock, as `reverie render` does. Rejects with a Problem. */
  async render({ piece, link, width = 960, height = 720, density = 1, frames = 1 }: RenderWish): Promise<Rendered> {
    const { module } = this;
    const render = with_text(module, link ?? piece, (pointer) =>
      module._reverie_render_start(pointer, width, height, density, frames),
    );
    const sentence = () => new Problem(module.UTF8ToString(module._reverie_answer()));
    if (render === 0) throw sentence();
    try {
      for (;;) {
        const state = module._reverie_render_step(render);
        if (state < 0) throw sentence();
        if (state > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      const wide = Math.round(width * density);
      const high = Math.round(height * density);
      const start = module._reverie_render_pixels(render);
      const rgba = new Uint8ClampedArray(module.HEAPU8.slice(start, start + wide * high * 4).buffer);
      return { width: wide, height: high, rgba };
    } finally {
      module._reverie_render_end(render);
    }
  }
}
