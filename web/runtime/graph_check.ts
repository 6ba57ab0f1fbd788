// The shared graph check (shared/model/graph_check.h) in the worker: a small WebAssembly file that sees a graph before
// the runtime does. Each graph gets an instance of its own, so the memory it took goes with it.
import { Problem } from './protocol.ts';

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?: () => void;
  malloc(bytes: number): number;
  reverie_graph_check(bytes: number, length: number, subject: number, ports: number): number;
}

// It has no need of the system; what its C library would ask for is answered by nothing, and its end is a trap.
function imports_of(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    (imports[from] as Record<string, () => number>)[name] = () => {
      if (name === 'proc_exit') throw new WebAssembly.RuntimeError('the graph check gave up');
      return 0;
    };
  }
  return imports;
}

export class GraphCheck {
  private readonly module: WebAssembly.Module;

  private constructor(module: WebAssembly.Module) {
    this.module = module;
  }

  static async create(wasm: Uint8Array<ArrayBuffer>): Promise<GraphCheck> {
    return new GraphCheck(await WebAssembly.compile(wasm));
  }

  /** Throws a Problem that begins with `subject` unless the graph may be played; `ports`: see shared/model/port_text.h. */
  async check(graph: Uint8Array, subject: string, ports = ''): Promise<void> {
    const sentence = await this.sentence(graph, subject, ports).catch(
      () => `${subject} could not be looked at in this browser; it was not loaded.`,
    );
    if (sentence) throw new Problem(sentence);
  }

  private async sentence(graph: Uint8Array, subject: string, ports: string): Promise<string> {
    const instance = await WebAssembly.instantiate(this.module, imports_of(this.module));
    const wasm = instance.exports as unknown as Exports;
    wasm._initialize?.();
    const put = (bytes: Uint8Array): number => {
      const at = wasm.malloc(Math.max(1, bytes.length));
      if (at === 0) throw new Error('no memory');
      new Uint8Array(wasm.memory.buffer).set(bytes, at); // the buffer changes whenever the memory grows
      return at;
    };
    const put_text = (text: string) => put(new TextEncoder().encode(`${text}\0`));
    const [bytes, about, wanted] = [put(graph), put_text(subject), put_text(ports)];
    const at = wasm.reverie_graph_check(bytes, graph.length, about, wanted);
    const memory = new Uint8Array(wasm.memory.buffer);
    return new TextDecoder().decode(memory.slice(at, memory.indexOf(0, at)));
  }
}
