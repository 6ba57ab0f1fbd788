// What Emscripten gives us, by its own names: the module's memory and the exported functions of exports.cpp.

/** A pointer into the module's memory. */
export type Pointer = number;

export interface StudioModule {
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAPF32: Float32Array<ArrayBuffer>;
  HEAPF64: Float64Array<ArrayBuffer>;
  HEAP64: BigInt64Array<ArrayBuffer>;
  UTF8ToString(pointer: Pointer): string;
  stringToNewUTF8(text: string): Pointer;
  _malloc(bytes: number): Pointer;
  _free(pointer: Pointer): void;
  _reverie_set_models(json: Pointer): void;
  _reverie_speak(
    tag: Pointer,
    words: Pointer,
    sans: Pointer,
    sans_bytes: number,
    bold: Pointer,
    bold_bytes: number,
  ): Pointer;
  _reverie_start(link: Pointer): Pointer;
  _reverie_context(lost: number): void;
  _reverie_dismiss(index: number): void;
  _reverie_tell(sentence: Pointer): void;
  _reverie_set(name: Pointer, text: Pointer): Pointer;
  _reverie_choose_model(slot: Pointer, id: Pointer): void;
  _reverie_act(verb: Pointer, name: Pointer): void;
  _reverie_wake(): void;
  _reverie_keep(offer: Pointer): void;
  _reverie_be_guest(): void;
  _reverie_hold(held: number): void;
  _reverie_pointers(numbers: Pointer, count: number): void;
  _reverie_wheel(x: number, y: number): void;
  _reverie_let_go(): void;
  _reverie_wants_escape(): number;
  _reverie_type(text: Pointer, taken_back: number): void;
  _reverie_inspect(): Pointer;
  _reverie_open_kept(head: Pointer, length: number): void;
  _reverie_keep_work(): number;
  _reverie_keep_told(keeping: number, state: number, taken: number, part: number, sentence: Pointer): void;
  _reverie_manifest_arrived(load: number, text: Pointer): void;
  _reverie_strip_arrived(load: number, rgba: Pointer, width: number, height: number): void;
  _reverie_load_progress(load: number, received: number, total: number): void;
  _reverie_load_failed(load: number, sentence: Pointer): void;
  _reverie_graph_opened(load: number, graph: number): void;
  _reverie_neighbours_arrived(load: number, bytes: Pointer, length: number): void;
  _reverie_output_space(graph: number, name: Pointer, is_int64: number, dims: Pointer, rank: number): Pointer;
  _reverie_run_done(graph: number, milliseconds: number): void;
  _reverie_run_failed(graph: number, sentence: Pointer): void;
  _reverie_render_start(link: Pointer, width: number, height: number, density: number, frames: number): number;
  _reverie_render_step(render: number): number;
  _reverie_answer(): Pointer;
  _reverie_render_pixels(render: number): Pointer;
  _reverie_render_end(render: number): void;
}

export interface ModuleOptions {
  wasmBinary: Uint8Array<ArrayBuffer>;
  canvas: HTMLCanvasElement;
  bridge: object;
  printErr(line: string): void;
}

export type CreateModule = (options: ModuleOptions) => Promise<StudioModule>;

/** Calls with a text as UTF-8 that lives just as long as the call. */
export function with_text<T>(module: StudioModule, text: string, call: (pointer: Pointer) => T): T {
  const pointer = module.stringToNewUTF8(text);
  try {
    return call(pointer);
  } finally {
    module._free(pointer);
  }
}
