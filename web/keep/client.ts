// The page's side of the workers that make kept files: one worker a file, ended when the file is there or given up. Once
// prepared, one that holds the whole program waits for the next file, so that keeping goes on without a network.

import type { WorkerLike } from '../runtime/client.ts';
import { sentence_from } from '../runtime/protocol.ts';
import type { KeepFiles, KeepOrder, KeepReply, KeepRequest } from './protocol.ts';

/** What the studio hears of a file; `taken` counts the bytes of rows that the encoder has worked through. */
export interface KeepTold {
  state: 'working' | 'done' | 'failed';
  taken: number;
  part: number;
  sentence: string;
}

export interface KeepOptions {
  files: KeepFiles;
  spawn: () => WorkerLike;
  /** Hands a whole file to the person. */
  save: (name: string, file: Blob) => void;
  /** Heard besides what the studio is told. */
  failed?: ((name: string, sentence: string) => void) | undefined;
}

interface Running {
  worker: WorkerLike;
  told: KeepTold;
}

export class KeepClient {
  private readonly options: KeepOptions;
  private readonly running = new Map<number, Running>();
  private spare: WorkerLike | undefined;
  private keeps_a_spare = false;

  constructor(options: KeepOptions) {
    this.options = options;
  }

  /** From now on a worker stands by. */
  prepare(): void {
    if (this.keeps_a_spare) return;
    this.keeps_a_spare = true;
    const worker = this.options.spawn();
    worker.addEventListener('error', () => {
      if (this.spare === worker) this.spare = undefined;
    });
    this.post(worker, { kind: 'prepare', files: this.options.files });
    this.spare = worker;
  }

  private retire(worker: WorkerLike): void {
    if (this.keeps_a_spare && !this.spare) this.spare = worker;
    else worker.terminate();
  }

  start(id: number, name: string, order: KeepOrder, tell: (told: KeepTold) => void): void {
    const worker = this.spare ?? this.options.spawn();
    this.spare = undefined;
    const entry: Running = { worker, told: { state: 'working', taken: 0, part: 0, sentence: '' } };
    this.running.set(id, entry);
    const end = (change: Partial<KeepTold>) => {
      if (this.running.get(id) !== entry) return;
      this.cancel(id);
      if (change.state === 'failed') this.options.failed?.(name, change.sentence ?? '');
      tell(Object.assign(entry.told, change));
    };
    worker.addEventListener('message', (event) => {
      const reply = (event as MessageEvent<KeepReply>).data;
      if (this.running.get(id) !== entry) return; // given up already
      if (reply.kind === 'taken') entry.told.taken += reply.bytes;
      else if (reply.kind === 'progress') entry.told.part = reply.part;
      else if (reply.kind === 'failed') return end({ state: 'failed', sentence: reply.sentence });
      else {
        this.running.delete(id);
        this.options.save(name, reply.file);
        this.retire(worker);
        return tell(Object.assign(entry.told, { state: 'done', part: 1 }));
      }
      tell(entry.told);
    });
    worker.addEventListener('error', (event) =>
      end({
        state: 'failed',
        sentence: sentence_from(event, 'The file could not be made in this browser; nothing is kept, try again.'),
      }),
    );
    this.post(worker, { kind: 'start', files: this.options.files, order });
  }

  rows(id: number, rows: Uint8Array<ArrayBuffer>): void {
    const entry = this.running.get(id);
    if (entry) this.post(entry.worker, { kind: 'rows', rows }, [rows.buffer]);
  }

  finish(id: number): void {
    const entry = this.running.get(id);
    if (entry) this.post(entry.worker, { kind: 'finish' });
  }

  /** Also right for a file that is there already. */
  cancel(id: number): void {
    this.running.get(id)?.worker.terminate();
    this.running.delete(id);
  }

  private post(worker: WorkerLike, request: KeepRequest, transfer: Transferable[] = []): void {
    worker.postMessage(request, transfer);
  }
}
