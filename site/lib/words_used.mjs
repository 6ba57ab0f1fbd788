// Which words the scripts of a page say, read off their source: what said(), Problem and sentence_from are given as it
// stands there. A value in a text, ${…}, is {0}, {1} … in the words.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const calls = /\b(?:said\(|new Problem\(|sentence_from\(\s*[\w.]+,)\s*('(?:[^'\\\n]|\\.)*'|`[^`]*`)/g;

/** The sentences that a source says. */
export function words_in(source) {
  return [...source.matchAll(calls)].map(([, literal]) => {
    let values = 0;
    const inside = literal.slice(1, -1).replaceAll(/\\(.)/g, '$1');
    return literal.startsWith('`') ? inside.replaceAll(/\$\{[^}]*\}/g, () => `{${values++}}`) : inside;
  });
}

function sources_below(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'test')
    .flatMap((name) => sources_below(join(path, name)))
    .filter((file) => file.endsWith('.ts'));
}

/** Of all sources below folders or files of the checkout at `root`, each once. */
export function words_said(root, places) {
  const files = places.flatMap((place) => sources_below(join(root, place)));
  return [...new Set(files.flatMap((file) => words_in(readFileSync(file, 'utf8'))))];
}

/** Whose words each kind of page carries; `others` are those that need not be known. */
export const scripts_of = {
  playing: { own: ['site/play', 'site/embed'], others: ['web/runtime', 'web/shell', 'web/keep'] },
  reading: { own: ['site/page'], others: [] },
  tag: { own: ['web/embed'], others: [] },
};
