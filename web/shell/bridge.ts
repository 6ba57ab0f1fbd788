// The page's half of bridge.h: what the studio asks of the world, answered through the module's exports.
import type { KeepClient } from '../keep/client.ts';
import type { KeepOrder } from '../keep/protocol.ts';
import type { RuntimeClient } from '../runtime/client.ts';
import { fetch_file } from '../runtime/fetch.ts';
import { fetch_manifest, file_of_package } from '../runtime/package_loader.ts';
import { type PackedTensor, sentence_from } from '../runtime/protocol.ts';
import type { FormState } from './form_plan.ts';
import { type Pointer, type StudioModule, with_text } from './module.ts';
import { type Pixels, pixels_of_strip } from './strip.ts';

/** What stands beside a picture that a network drew. */
export interface Beside {
  summary: string;
  /** How near it lies to what the network learned from; empty while nothing is drawn. */
  near: string;
  facts: [name: string, value: string][];
}

/** What the page does with what the studio tells it. */
export interface Page {
  link_changed(text: string): void;
  /** The person wants to choose a kept file. */
  ask_for_file(): void;
  /** The person would rather read "en" or "zh-Hans". */
  change_language(tag: string): void;
  share(text: string): void;
  describe(sentence: string): void;
  /** What stands beside the picture, for each network that plays. */
  beside(pictures: Beside[]): void;
  /** To be spoken now. */
  announce(sentence: string): void;
  form_changed(form: FormState): void;
  messages(sentences: string[]): void;
  typing(wanted: boolean): void;
  /** How much of the canvas's foot a phone's sheet lies over, in CSS pixels. */
  sheet_height(points: number): void;
  /** How a model on its way stands; null when it is there or failed. */
  loading(progress: { id: string; received: number; total: number } | null): void;
  prefers_dark(): boolean;
  prefers_reduced_motion(): boolean;
  /** Fingers rather than a mouse or a pen. */
  coarse_pointer(): boolean;
}

const failed_load = 'The model could not be opened; choose another one or try again.';
const failed_run = 'The network could not draw this picture; change something to try again.';

export class Bridge {
  /** Given once the module stands; nothing is asked before. */
  module!: StudioModule;
  private readonly client: RuntimeClient;
  private readonly models_url: string;
  private readonly page: Page;
  private readonly keeper: KeepClient;
  // Loads whose card was refused ask for no graph.
  private asked_for_graph = new Set<number>();
  private inputs: PackedTensor[] = [];
  private readonly decode: (content: Uint8Array<ArrayBuffer>, name: string) => Promise<Pixels>;

  constructor(
    client: RuntimeClient,
    models_url: string,
    page: Page,
    keeper: KeepClient,
    decode = pixels_of_strip, // seam for tests
  ) {
    this.decode = decode;
    this.keeper = keeper;
    this.client = client;
    this.models_url = models_url;
    this.page = page;
  }

  fetch_manifest(load: number, id: string): void {
    this.page.loading({ id, received: 0, total: 0 });
    fetch_manifest(this.models_url, id)
      .then((text) => {
        with_text(this.module, text, (pointer) => this.module._reverie_manifest_arrived(load, pointer));
        if (!this.asked_for_graph.delete(load)) this.page.loading(null);
      })
      .catch((error: unknown) => this.load_failed(load, error));
  }

  open_graph(load: number, id: string, name: string, bytes: number, sha256: string, ports: string): void {
    this.asked_for_graph.add(load);
    const progress = (received: number, total: number) => {
      this.page.loading({ id, received, total });
      this.module._reverie_load_progress(load, received, total);
    };
    Promise.resolve()
      .then(() => ({ ...file_of_package(this.models_url, id, name, bytes, sha256), ports }))
      .then((file) => this.client.load(file, progress))
      .then((graph) => {
        this.page.loading(null);
        this.module._reverie_graph_opened(load, graph);
      })
      .catch((error: unknown) => this.load_failed(load, error));
  }

  private load_failed(load: number, error: unknown): void {
    this.page.loading(null);
    with_text(this.module, sentence_from(error, failed_load), (pointer) =>
      this.module._reverie_load_failed(load, pointer),
    );
  }

  // A model plays without its strip, so what goes wrong here is only noted.
  fetch_strip(load: number, id: string, name: string, bytes: number, sha256: string): void {
    Promise.resolve()
      .then(() => fetch_file(file_of_package(this.models_url, id, name, bytes, sha256), { plain: true }))
      .then((content) => this.decode(content, name))
      .then(({ data, width, height }) =>
        this.with_bytes(data, (space) => this.module._reverie_strip_arrived(load, space, width, height)),
      )
      .catch((error: unknown) => console.warn(sentence_from(error, 'The strip of this model cannot be shown.')));
  }

  private with_bytes(bytes: ArrayLike<number>, call: (space: Pointer) => void): void {
    const space = this.module._malloc(bytes.length);
    if (space === 0) return;
    this.module.HEAPU8.set(bytes, space);
    call(space);
    this.module._free(space);
  }

  // Without it too.
  fetch_neighbours(load: number, id: string, name: string, bytes: number, sha256: string): void {
    Promise.resolve()
      .then(() => fetch_file(file_of_package(this.models_url, id, name, bytes, sha256), { plain: true }))
      .then((content) =>
        this.with_bytes(content, (space) => this.module._reverie_neighbours_arrived(load, space, content.length)),
      )
      .catch((error: unknown) => console.warn(sentence_from(error, 'How near a picture lies cannot be told.')));
  }

  close_graph(graph: number): void {
    this.client.release(graph).catch(() => {}); // its worker may have gone before it
  }

  run_input(name: string, is_int64: number, dims: Pointer, rank: number, data: Pointer, count: number): void {
    const shape = this.module.HEAP64.slice(dims / 8, dims / 8 + rank);
    const values = is_int64
      ? this.module.HEAP64.slice(data / 8, data / 8 + count)
      : this.module.HEAPF32.slice(data / 4, data / 4 + count);
    this.inputs.push({ name, dims: [...shape].map(Number), data: values });
  }

  run_graph(graph: number): void {
    const inputs = this.inputs;
    this.inputs = [];
    this.client
      .run(graph, inputs)
      .then(({ outputs, milliseconds }) => {
        for (const output of outputs) this.hand_over(graph, output);
        this.module._reverie_run_done(graph, milliseconds);
      })
      .catch((error: unknown) =>
        with_text(this.module, sentence_from(error, failed_run), (text) =>
          this.module._reverie_run_failed(graph, text),
        ),
      );
  }

  // Written straight into the tensor that the session made for it.
  private hand_over(graph: number, { name, dims, data }: PackedTensor): void {
    const { module } = this;
    const is_int64 = data instanceof BigInt64Array;
    const shape = module._malloc(8 * Math.max(1, dims.length));
    module.HEAP64.set(dims.map(BigInt), shape / 8);
    const space = with_text(module, name, (text) =>
      module._reverie_output_space(graph, text, is_int64 ? 1 : 0, shape, dims.length),
    );
    module._free(shape);
    if (space === 0) return; // the session then misses this output and says so
    if (is_int64) module.HEAP64.set(data, space / 8);
    else module.HEAPF32.set(data, space / 4);
  }

  link_changed(text: string): void {
    this.page.link_changed(text);
  }

  start_keeping(keeping: number, name: string, order: string): void {
    this.keeper.start(keeping, name, JSON.parse(order) as KeepOrder, ({ state, taken, part, sentence }) =>
      with_text(this.module, sentence, (text) =>
        this.module._reverie_keep_told(keeping, ['working', 'done', 'failed'].indexOf(state), taken, part, text),
      ),
    );
    // Frames wait for the screen; a file need not.
    const work = () => {
      if (this.module._reverie_keep_work() !== 0) setTimeout(work, 0);
    };
    setTimeout(work, 0);
  }

  keep_rows(keeping: number, rows: Pointer, length: number): void {
    this.keeper.rows(keeping, this.module.HEAPU8.slice(rows, rows + length));
  }

  finish_keeping(keeping: number): void {
    this.keeper.finish(keeping);
  }

  end_keeping(keeping: number): void {
    this.keeper.cancel(keeping);
  }

  ask_for_file(): void {
    this.page.ask_for_file();
  }

  change_language(tag: string): void {
    this.page.change_language(tag);
  }

  share(text: string): void {
    this.page.share(text);
  }

  describe(sentence: string): void {
    this.page.describe(sentence);
  }

  beside_changed(json: string): void {
    this.page.beside(JSON.parse(json) as Beside[]);
  }

  announce(sentence: string): void {
    this.page.announce(sentence);
  }

  form_changed(json: string): void {
    this.page.form_changed(JSON.parse(json) as FormState);
  }

  messages_changed(json: string): void {
    this.page.messages(JSON.parse(json) as string[]);
  }

  typing(wanted: boolean): void {
    this.page.typing(wanted);
  }

  sheet_height(points: number): void {
    this.page.sheet_height(points);
  }

  prefers_dark(): boolean {
    return this.page.prefers_dark();
  }

  prefers_reduced_motion(): boolean {
    return this.page.prefers_reduced_motion();
  }

  coarse_pointer(): boolean {
    return this.page.coarse_pointer();
  }
}
