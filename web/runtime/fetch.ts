// Reading published files from any static server: capped, counted, inflated by ourselves (a plain file server
// compresses nothing), hashed before anyone looks inside.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { said } from '../shell/words.ts';
import { type FileSpec, Problem, type Progress } from './protocol.ts';

export interface FetchOptions {
  progress?: Progress | undefined;
  signal?: AbortSignal | undefined;
  /** The file lies there as it is, not as .gz. */
  plain?: boolean | undefined;
  /** Seam for tests. */
  fetch?: typeof globalThis.fetch | undefined;
}

const file_name = (url: string): string => decodeURIComponent(url.split(/[?#]/, 1)[0]?.split('/').pop() ?? url);

/** "3.7 MB", "812 kB", "40 bytes" */
export function text_from_bytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** "1.2 of 3.7 MB", "296 of 520 kB" */
export function text_of_part(part: number, whole: number): string {
  const [part_number, part_unit] = text_from_bytes(part).split(' ');
  const [, unit] = text_from_bytes(whole).split(' ');
  return said('{0} of {1}', (part_unit === unit && part_number) || text_from_bytes(part), text_from_bytes(whole));
}

async function respond(url: string, options: FetchOptions): Promise<Response> {
  try {
    return await (options.fetch ?? globalThis.fetch)(url, { signal: options.signal ?? null });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem(
      `“${file_name(url)}” could not be fetched: the server does not answer or this computer is offline; nothing was loaded, try again when it is back.`,
    );
  }
}

// A server without the file either says so or, made for one-page apps, answers with a page.
function is_page(response: Response): boolean {
  return /text\/html/i.test(response.headers.get('content-type') ?? '');
}

function refuse_answer(url: string, response: Response): void {
  if (!response.ok)
    throw new Problem(
      `“${file_name(url)}” is missing: the server answered ${response.status}; nothing was loaded, choose another model or try again.`,
    );
  if (is_page(response))
    throw new Problem(
      `The server sent a web page instead of “${file_name(url)}”; nothing was loaded, choose another model or check where the files were put.`,
    );
}

function counted(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  total: number,
  progress?: Progress,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let received = 0;
  return body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        progress?.(received, Math.max(total, received));
        controller.enqueue(chunk);
      },
    }),
  );
}

// Some servers label a `.gz` as encoded and the browser has inflated it already: the first two bytes tell.
async function inflated(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = body.getReader();
  let head = new Uint8Array(0);
  let ended = false;
  while (head.length < 2 && !ended) {
    const { value, done } = await reader.read();
    ended = done;
    if (value) {
      const joined = new Uint8Array(head.length + value.length);
      joined.set(head);
      joined.set(value, head.length);
      head = joined;
    }
  }
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (head.length > 0) controller.enqueue(head);
    },
    async pull(controller) {
      const { value, done } = await reader.read();
      if (value) controller.enqueue(value);
      if (done) controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const zipped = head[0] === 0x1f && head[1] === 0x8b;
  return zipped ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}

/** SHA-256 in hex: by the browser where it offers that, which is on https and on this machine alone, else by ourselves. */
export async function fingerprint(
  bytes: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto | null | undefined = globalThis.crypto?.subtle,
): Promise<string> {
  return bytesToHex(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256(bytes));
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  spec: FileSpec,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(spec.bytes);
  const reader = stream.getReader();
  let filled = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (filled + value.length > spec.bytes) {
      await reader.cancel();
      throw new Problem(
        `“${file_name(spec.url)}” is larger than the ${text_from_bytes(spec.bytes)} its card names; it was refused, choose another model.`,
      );
    }
    bytes.set(value, filled);
    filled += value.length;
  }
  if (filled < spec.bytes)
    throw new Problem(
      `“${file_name(spec.url)}” ended after ${filled} of ${spec.bytes} bytes; it was refused, try again or choose another model.`,
    );
  if ((await fingerprint(bytes)) !== spec.sha256)
    throw new Problem(
      `“${file_name(spec.url)}” does not have the fingerprint its card names, so it was changed or damaged; it was refused, choose another model.`,
    );
  return bytes;
}

/** The file's inflated bytes, proven to be the ones that were published. Throws a Problem. */
export async function fetch_file(spec: FileSpec, options: FetchOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  let response = await respond(options.plain ? spec.url : `${spec.url}.gz`, options);
  if (options.plain) refuse_answer(spec.url, response);
  else if (!response.ok || is_page(response) || !response.body) {
    await response.body?.cancel();
    response = await respond(spec.url, options);
    refuse_answer(spec.url, response);
  }
  const total = Number(response.headers.get('content-length')) || spec.bytes;
  try {
    const body = counted(response.body ?? new Blob().stream(), total, options.progress);
    return await collect(await inflated(body), spec);
  } catch (error) {
    if (error instanceof Problem || options.signal?.aborted) throw error;
    throw new Problem(
      `“${file_name(spec.url)}” broke off or is damaged and could not be read; it was refused, try again or choose another model.`,
    );
  }
}

/** A small text whose size and hash nobody knows beforehand; at most `cap` bytes of UTF-8. Throws a Problem. */
export async function fetch_text(url: string, cap: number, options: FetchOptions = {}): Promise<string> {
  const response = await respond(url, options);
  refuse_answer(url, response);
  const reader = (response.body ?? new Blob().stream()).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let read = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return text + decoder.decode();
      read += value.length;
      if (read > cap) {
        await reader.cancel();
        throw new Problem(
          `“${file_name(url)}” is larger than the ${text_from_bytes(cap)} allowed; it was refused, choose another model.`,
        );
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error instanceof Problem || options.signal?.aborted) throw error;
    throw new Problem(`“${file_name(url)}” broke off or is not UTF-8 text; it was refused, choose another model.`);
  }
}
