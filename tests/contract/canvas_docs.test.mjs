// docs/canvas.md names every public function of the vocabulary, and each picture it shows is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const doc = readFileSync(join(root, 'docs/canvas.md'), 'utf8');

const headers = [
  'shared/canvas/canvas.h',
  'shared/canvas/maths.h',
  'shared/canvas/color.h',
  'shared/random/noise.h',
  'shared/piece/input.h',
];

/** The names that a header declares for others to call: no comments, no private parts, no bodies. */
function functions_of(header) {
  const text = readFileSync(join(root, header), 'utf8')
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll(/private:[\s\S]*?\n\};/g, '};')
    .replaceAll(/\{[^{}]*\}(?=\n)/g, ';'); // inline bodies of one line
  const names = new Set();
  for (const [, name] of text.matchAll(/^[ ]{0,2}(?:[\w:<>&*, ]+[ &*])([a-z_][a-z_0-9]*)\(/gm)) names.add(name);
  return [...names].filter((name) => !['if', 'for', 'return', 'while', 'switch', 'explicit'].includes(name));
}

for (const header of headers) {
  test(`docs/canvas.md tells about all of ${header}`, () => {
    const names = functions_of(header);
    assert.ok(names.length >= 3, `only ${names} was found in ${header}: this test reads it wrongly`);
    const missing = names.filter((name) => !new RegExp(`\`[^\`]*\\b${name}\\b`).test(doc));
    assert.deepEqual(missing, [], `write them into docs/canvas.md: ${missing}`);
  });
}

test('the pictures and files that docs/canvas.md points to are there', () => {
  const places = [...doc.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, place]) => place)
    .filter((place) => !place.includes('://'));
  const gone = places.filter((place) => !existsSync(join(root, dirname('docs/canvas.md'), place)));
  assert.deepEqual(gone, []);
});
