// The guides quote compiled code as it stands: scripts/lib/quotes.mjs writes the quotes anew.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { documents, quoted, region_of } from '../../scripts/lib/quotes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

for (const path of documents()) {
  const name = relative(root, path);
  const text = readFileSync(path, 'utf8');

  test(`${name} quotes the code as it is`, () => {
    assert.equal(quoted(text).text, text, 'run scripts/lib/quotes.mjs');
  });

  test(`what ${name} points to is there`, () => {
    const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
    const places = [...prose.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, place]) => place);
    const gone = places.filter((place) => !place.includes('://') && !existsSync(join(dirname(path), place)));
    assert.deepEqual(gone, []);
  });
}

test('the guide quotes enough to be one, and all of its code but the shell’s', () => {
  const text = readFileSync(
    documents().find((path) => path.endsWith('docs/write-a-piece.md')),
    'utf8',
  );
  const blocks = text.match(/^```(cpp|json)$/gm).length;
  assert.ok(blocks >= 8);
  assert.equal(quoted(text).quotes, blocks);
});

test('a region that is not there is a sentence', () => {
  assert.throws(() => region_of('shared/pieces/_template/template.cpp', 'nothing'), /no lines between/);
});
