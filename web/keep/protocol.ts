// What page and worker say to each other while one file is made. A worker makes one file; ending it is cancelling.
import type { FileSpec } from '../runtime/protocol.ts';

/** KeepOrder of shared/keep/order.h, with what the file is to remember. */
export interface KeepOrder {
  format: 'png' | 'svg' | 'gif' | 'webm';
  width: number;
  height: number;
  frames: number;
  frames_per_second: number;
  pixels_per_meter: number;
  state: string;
  xmp: string;
  source_type: string;
}

export interface KeepFiles {
  /** The Emscripten module's script, to be imported. */
  script: string;
  wasm: FileSpec;
}

export type KeepRequest =
  /** Fetch all that a file needs, for the time when there is no network. */
  | { kind: 'prepare'; files: KeepFiles }
  | { kind: 'start'; files: KeepFiles; order: KeepOrder }
  | { kind: 'rows'; rows: Uint8Array<ArrayBuffer> }
  | { kind: 'finish' };

export type KeepReply =
  | { kind: 'taken'; bytes: number }
  | { kind: 'progress'; part: number }
  | { kind: 'done'; file: Blob }
  | { kind: 'failed'; sentence: string };
