// What the page and its worker say to each other. Every request carries an id; every id gets exactly one `done` or
// `failed`, and any number of `progress` before it. A `start` travels as the worker's name, in JSON, all else as messages.

/** A published file: where it lies, and what its inflated bytes must be. A `.gz` beside it is tried first. */
export interface FileSpec {
  url: string;
  /** Inflated size; also the most that is ever read. */
  bytes: number;
  /** 64 lower-case hex digits over the inflated bytes. */
  sha256: string;
}

/** A graph, and what its card says of its ports (shared/model/port_text.h); without, they are not looked at. */
export interface GraphSpec extends FileSpec {
  ports?: string;
}

export type TensorData = Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;

/** float32 or int64, told apart by the array's own type; row-major. */
export interface PackedTensor {
  name: string;
  dims: number[];
  data: TensorData;
}

export type Request =
  // `rest`: the runtime's second file, when an earlier worker turned out to need it.
  | { kind: 'start'; id: number; runtime: FileSpec; rest?: FileSpec; check: FileSpec }
  | { kind: 'load'; id: number; model: number; file: GraphSpec }
  | { kind: 'run'; id: number; model: number; inputs: PackedTensor[] }
  | { kind: 'release'; id: number; model: number };

export type Reply =
  | { kind: 'done'; id: number; outputs?: PackedTensor[]; milliseconds?: number }
  | { kind: 'progress'; id: number; received: number; total: number }
  // `fatal`: this worker cannot answer again (a failed initialisation or a trap is permanent in its realm). `wants_rest`:
  // another one, with the runtime's second file, can.
  | { kind: 'failed'; id: number; sentence: string; fatal: boolean; wants_rest?: boolean };

export interface RunResult {
  outputs: PackedTensor[];
  /** Time inside the runtime, without the way to and from the worker. */
  milliseconds: number;
}

export type Progress = (received: number, total: number) => void;

/** Several files as one progress: their sums. */
export class Sum {
  private parts = new Map<string, [number, number]>();
  private readonly report: Progress | undefined;

  constructor(report: Progress | undefined) {
    this.report = report;
  }

  part(name: string, expected: number): Progress {
    this.parts.set(name, [0, expected]);
    return (received, total) => {
      this.parts.set(name, [received, total]);
      let sum: [number, number] = [0, 0];
      for (const [r, t] of this.parts.values()) sum = [sum[0] + r, sum[1] + t];
      this.report?.(...sum);
    };
  }
}

/** A failure that already is one sentence for a person. */
export class Problem extends Error {
  override name = 'Problem';
}

/** The graph called a function of the runtime's second file; with it, the same call may succeed. */
export class RestWanted extends Problem {}

/** The sentence in whatever was thrown; a stranger's message is cut to its first line. */
export function sentence_from(thrown: unknown, fallback: string): string {
  if (thrown instanceof Problem) return thrown.message;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const line = (text.split('\n', 1)[0] ?? '').slice(0, 200).trim();
  return line ? `${fallback} (${line})` : fallback;
}
