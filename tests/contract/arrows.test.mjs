// The dependency arrow of ARCHITECTURE.md, read from the includes and imports themselves:
//   native → shared, web → shared, site → manifests only; `shared` knows no runtime, no trainer, no browser;
//   `native` and `web` meet only in models/.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = /\.(cpp|h|hpp|ts|mjs|js|css|html)$/;

function files_under(folder) {
  const found = [];
  for (const name of readdirSync(folder)) {
    if (name === 'node_modules' || name === 'build') continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) found.push(...files_under(path));
    else if (source.test(name)) found.push(path);
  }
  return found;
}

// What a text includes or imports: [{kind: 'quote' | 'angle' | 'module', target}]
export function references_of(text) {
  const references = [];
  for (const [, quote, angle] of text.matchAll(/^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)/gm))
    references.push(quote ? { kind: 'quote', target: quote } : { kind: 'angle', target: angle });
  for (const [, a, b, c] of text.matchAll(
    /^\s*(?:import|export)\s[^'"\n]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  ))
    references.push({ kind: 'module', target: a ?? b ?? c });
  return references;
}

// Top folders a file of `top` may reach. Whatever stands beside them in angle brackets is checked by `foreign`.
const may_reach = { shared: ['shared'], native: ['native', 'shared'], web: ['web', 'shared'], site: ['site', 'web'] };
const foreign = /^(onnxruntime|onnx\/|torch\/|ATen\/|c10\/|emscripten)/;

// The sentence for a reference that runs against the arrow, or null.
export function offence(file, { kind, target }) {
  const top = file.split('/')[0];
  if (top === 'shared' && foreign.test(target))
    return `${file} includes <${target}>: shared/ knows no runtime, trainer or browser`;
  if (top === 'web' && /^(torch\/|ATen\/|c10\/|onnx\/)/.test(target))
    return `${file} includes <${target}>: web/ never trains`;
  if (kind === 'angle') return null;
  let goal = target;
  if (kind === 'module') {
    if (!target.startsWith('.')) return null;
    goal = normalize(join(dirname(file), target));
  }
  const other = goal.split('/')[0];
  if (!(other in may_reach)) return null;
  return may_reach[top].includes(other)
    ? null
    : `${file} reaches into ${other}/ (${target}); ${top}/ may reach ${may_reach[top].join(', ')}`;
}

test('the rule itself tells right from wrong', () => {
  assert.equal(offence('shared/image/a.cpp', { kind: 'quote', target: 'shared/tensor/tensor.h' }), null);
  assert.ok(offence('shared/image/a.cpp', { kind: 'angle', target: 'torch/torch.h' }));
  assert.ok(offence('shared/image/a.cpp', { kind: 'angle', target: 'emscripten.h' }));
  assert.ok(offence('shared/image/a.cpp', { kind: 'quote', target: 'native/data/packed.h' }));
  assert.ok(offence('native/cli/a.cpp', { kind: 'quote', target: 'web/shell/bridge.h' }));
  assert.ok(offence('web/runtime/a.ts', { kind: 'module', target: '../../native/x.js' }));
  assert.equal(offence('web/runtime/a.ts', { kind: 'module', target: './queue.js' }), null);
});

test('every include and import follows the arrow', () => {
  const offences = [];
  let seen = 0;
  for (const top of Object.keys(may_reach)) {
    for (const path of files_under(join(root, top))) {
      const file = relative(root, path);
      for (const reference of references_of(readFileSync(path, 'utf8'))) {
        seen++;
        const sentence = offence(file, reference);
        if (sentence) offences.push(sentence);
      }
    }
  }
  assert.ok(seen > 100, `only ${seen} includes were found: the reader is broken`);
  assert.deepEqual(offences, []);
});

test('of the site, a program wears the paper and the seal alone', () => {
  const builds = readdirSync(join(root, 'native'), { recursive: true }).filter((path) =>
    path.endsWith('CMakeLists.txt'),
  );
  const taken = builds.flatMap(
    (path) => readFileSync(join(root, 'native', path), 'utf8').match(/\b(?:site|web)\/[^"\s)]+/g) ?? [],
  );
  assert.deepEqual([...new Set(taken)].sort(), ['site/seal.svg', 'site/styles/paper.css']);
});
