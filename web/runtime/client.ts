// The page's side of the worker: typed calls, and a new worker when the old one died or never came back.
import {
  type FileSpec,
  type GraphSpec,
  type PackedTensor,
  Problem,
  type Progress,
  type Reply,
  type Request,
  RestWanted,
  type RunResult,
  Sum,
} from './protocol.ts';

/** What the client needs of a Worker; tests give a false one. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
}

export interface ClientOptions {
  /** A new worker, whose name is its first request in JSON: it begins without waiting for a message. */
  spawn: (first: string) => WorkerLike;
  runtime: FileSpec;
  /** The runtime's second file, fetched only when a graph needs it; without, the first is the whole. */
  rest?: FileSpec | undefined;
  /** The WebAssembly of the graph check. */
  check: FileSpec;
  /** A run that takes longer ends its worker. Half a minute is far beyond any picture. */
  watchdog_ms?: number;
}

type Done = Reply & { kind: 'done' };

interface How {
  progress?: Progress;
  watched?: boolean;
}

interface Waiting {
  resolve: (reply: Done) => void;
  reject: (problem: Problem) => void;
  progress?: Progress | undefined;
  timer?: ReturnType<typeof setTimeout>;
}

interface Loaded {
  file: GraphSpec;
  generation: number;
}

type Unnumbered = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

export class RuntimeClient {
  private worker: WorkerLike | undefined;
  private generation = 0;
  private last_id = 0;
  private last_model = 0;
  private waiting = new Map<number, Waiting>();
  private models = new Map<number, Loaded>();
  private started: Promise<unknown> | undefined;
  private start_progress = new Set<Progress>();
  private start_seen: [number, number] | undefined;
  private needs_rest = false;

  private readonly options: ClientOptions;

  constructor(options: ClientOptions) {
    this.options = options;
  }

  /** Begins fetching the runtime; load() does it by itself. */
  start(): Promise<unknown> {
    if (this.started) return this.started;
    const progress: Progress = (received, total) => {
      this.start_seen = [received, total];
      for (const listener of this.start_progress) listener(received, total);
    };
    const { runtime, rest, check } = this.options;
    const files = this.needs_rest && rest ? { runtime, rest, check } : { runtime, check };
    const { id, reply } = this.expect({ progress });
    const first: Request = { kind: 'start', id, ...files };
    this.spawn(JSON.stringify(first));
    this.started = reply;
    // Told to whoever loads. What the first file can draw must not wait for a second that does not come.
    this.started.catch(() => {
      this.needs_rest = false;
    });
    return this.started;
  }

  /** Opens a graph; the handle stays good when the worker is replaced. Rejects with a Problem. */
  async load(file: GraphSpec, progress?: Progress): Promise<number> {
    const model = ++this.last_model;
    await this.open_with_rest(model, file, progress);
    return model;
  }

  /** Rejects with a Problem; inputs are handed over and empty afterwards. */
  async run(model: number, inputs: PackedTensor[]): Promise<RunResult> {
    // A run may be the first to need the runtime's second file, and then goes again.
    const again = this.options.rest && !this.needs_rest ? structuredClone(inputs) : undefined;
    try {
      return await this.run_once(model, inputs);
    } catch (error) {
      if (!(error instanceof RestWanted) || !again) throw error;
      return await this.run_once(model, again);
    }
  }

  async release(model: number): Promise<void> {
    const loaded = this.models.get(model);
    this.models.delete(model);
    if (loaded?.generation === this.generation && this.worker) await this.ask({ kind: 'release', model });
  }

  /** Ends the worker; everything under way fails with this sentence, the next call starts a new one. */
  replace(sentence: string, Kind: typeof Problem = Problem): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.started = undefined;
    this.start_seen = undefined;
    this.generation += 1;
    const failed = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject, timer } of failed) {
      clearTimeout(timer);
      reject(new Kind(sentence));
    }
  }

  close(): void {
    this.models.clear();
    this.replace('The page is closing.');
  }

  private async run_once(model: number, inputs: PackedTensor[]): Promise<RunResult> {
    const loaded = this.models.get(model);
    if (!loaded) throw new Problem('This model is no longer loaded; choose it again.');
    if (loaded.generation !== this.generation || !this.worker) await this.open_with_rest(model, loaded.file);
    const transfer = inputs.map((input) => input.data.buffer);
    const reply = await this.ask({ kind: 'run', model, inputs }, { transfer, watched: true });
    return { outputs: reply.outputs ?? [], milliseconds: reply.milliseconds ?? 0 };
  }

  // Whoever was opening when the second file turned out to be needed opens once more, with it.
  private async open_with_rest(model: number, file: GraphSpec, progress?: Progress): Promise<void> {
    try {
      await this.open(model, file, progress);
    } catch (error) {
      if (!(error instanceof RestWanted)) throw error;
      await this.open(model, file, progress);
    }
  }

  private async open(model: number, file: GraphSpec, progress?: Progress): Promise<void> {
    const sum = new Sum(progress);
    const of_runtime = sum.part('runtime', this.start_seen?.[1] ?? 0);
    if (this.start_seen) of_runtime(...this.start_seen);
    this.start_progress.add(of_runtime);
    try {
      const starting = this.start();
      const generation = this.generation;
      const opening = this.ask({ kind: 'load', model, file }, { progress: sum.part('model', file.bytes) });
      opening.catch(() => {}); // `starting` may fail first, and then says why
      await starting;
      await opening;
      this.models.set(model, { file, generation });
    } finally {
      this.start_progress.delete(of_runtime);
    }
  }

  private spawn(first: string): void {
    const worker = this.options.spawn(first);
    this.worker = worker;
    worker.addEventListener('message', (event) => {
      if (worker === this.worker) this.hear((event as MessageEvent<Reply>).data);
    });
    const died = () => {
      if (worker === this.worker)
        this.replace('The network’s worker stopped; it is started again with the next picture.');
    };
    worker.addEventListener('error', died);
    worker.addEventListener('messageerror', died);
  }

  private ask(request: Unnumbered, { transfer, ...how }: How & { transfer?: Transferable[] } = {}): Promise<Done> {
    const { id, reply } = this.expect(how);
    this.worker?.postMessage({ ...request, id }, transfer ?? []);
    return reply;
  }

  private expect({ progress, watched }: How): { id: number; reply: Promise<Done> } {
    const id = ++this.last_id;
    const reply = new Promise<Done>((resolve, reject) => {
      const waiting: Waiting = { resolve, reject, progress };
      if (watched) waiting.timer = setTimeout(() => this.bark(), this.options.watchdog_ms ?? 30_000);
      this.waiting.set(id, waiting);
    });
    return { id, reply };
  }

  private bark(): void {
    this.replace('The network did not answer in time and was stopped; it is started again with the next picture.');
  }

  private hear(reply: Reply): void {
    const waiting = this.waiting.get(reply.id);
    if (!waiting) return;
    if (reply.kind === 'progress') {
      waiting.progress?.(reply.received, reply.total);
      return;
    }
    this.waiting.delete(reply.id);
    clearTimeout(waiting.timer);
    if (reply.kind === 'done') {
      waiting.resolve(reply);
      return;
    }
    const for_rest = reply.wants_rest === true && !this.needs_rest && this.options.rest !== undefined;
    if (for_rest) this.needs_rest = true;
    const Kind = for_rest ? RestWanted : Problem;
    waiting.reject(new Kind(reply.sentence));
    if (reply.fatal) this.replace(reply.sentence, Kind);
  }
}
