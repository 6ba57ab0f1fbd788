// ONNX Runtime Web is 14 MB, and a generator calls a sixth of its functions. The build cuts the file in two along
// web/runtime/first_functions.txt: what is fetched first, and the rest, which web/runtime/split.ts sends for when a graph
// asks for it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the runtime's file uses of WebAssembly; Binaryen must be told. */
export const features = [
  ...['bulk-memory', 'exception-handling', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int'],
  ...['reference-types', 'relaxed-simd', 'sign-ext', 'simd', 'threads'],
].map((name) => `--enable-${name}`);

// Names that the cut makes begin so; none of the runtime's own does.
const cut_prefix = '%';

/** The numbers in `functions.txt`, and the SHA-256 of the file they belong to. */
export function functions_from(text) {
  const [, wasm] = text.match(/^wasm ([0-9a-f]{64})$/m) ?? [];
  const numbers = text
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .flatMap((line) => line.trim().split(' '))
    .flatMap((range) => {
      const [from, to = from] = range.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    });
  return { wasm, numbers };
}

/** Cuts `source` by the list `functions`; both parts are kept in the folder `kept` under their origin's hash. */
export function split_runtime(source, functions, kept) {
  const list = readFileSync(functions, 'utf8');
  const { wasm, numbers } = functions_from(list);
  const found = createHash('sha256').update(readFileSync(source)).digest('hex');
  if (wasm !== found)
    throw new Error(
      `web/runtime/first_functions.txt belongs to another version of onnxruntime-web (${wasm?.slice(0, 8)}, here ${found.slice(0, 8)}); run scripts/first-functions. The old site stays.`,
    );
  const key = createHash('sha256').update(`${list} ${features} -O1`).digest('hex').slice(0, 16);
  const [first, rest] = ['first', 'rest'].map((part) => join(kept, `ort-${part}.${key}.wasm`));
  if (existsSync(first) && existsSync(rest)) return { first, rest };

  mkdirSync(kept, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'reverie-runtime-'));
  const at = (name) => join(scratch, name);
  writeFileSync(at('keep'), `${numbers.join('\n')}\n`);
  const cut = ['--split', `--keep-funcs=@${at('keep')}`, `--export-prefix=${cut_prefix}`];
  execFileSync('wasm-split', [...cut, ...features, source, '-o1', at('first0'), '-o2', at('rest0')]);
  // The cut writes code anew and leaves it clumsy: a graph opened half as slowly again without this.
  for (const part of ['first', 'rest']) execFileSync('wasm-opt', ['-O1', ...features, at(`${part}0`), '-o', at(part)]);
  for (const [part, place] of [
    ['rest', rest],
    ['first', first],
  ]) {
    writeFileSync(`${place}.${process.pid}`, readFileSync(at(part)));
    renameSync(`${place}.${process.pid}`, place);
  }
  rmSync(scratch, { recursive: true });
  return { first, rest };
}
