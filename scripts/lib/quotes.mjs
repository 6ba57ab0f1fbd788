#!/usr/bin/env node
// Guides quote code that is compiled. In a document a line
//     <!-- quote shared/pieces/_template/template.cpp [draw] -->
// stands before a code block, and the block's text is what the file holds between the lines "// [draw]" and
// "// [/draw]", moved to the left; of a JSON file it is the entry of that name. Running this writes the blocks anew;
// tests/contract/quotes.test.mjs fails when one is out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function lines_between_marks(lines, name) {
  const first = lines.findIndex((line) => line.trim() === `// [${name}]`);
  const last = lines.findIndex((line) => line.trim() === `// [/${name}]`);
  return first < 0 ? [] : lines.slice(first + 1, last);
}

// Our JSON is indented by two: an entry ends where the next line stands as far left as its first.
function lines_of_entry(lines, name) {
  const first = lines.findIndex((line) => line.startsWith(`  "${name}": `));
  const length = lines.slice(first + 1).findIndex((line) => !line.startsWith('   '));
  if (first < 0) return [];
  const closed = /^ {2}[\]}]/.test(lines[first + 1 + length]);
  const entry = lines.slice(first, first + 1 + length + (closed ? 1 : 0));
  return [...entry.slice(0, -1), entry.at(-1).replace(/,$/, '')];
}

/** Throws a sentence when the file has no such region. */
export function region_of(path, name) {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  const quoted = path.endsWith('.json') ? lines_of_entry(lines, name) : lines_between_marks(lines, name);
  if (quoted.length === 0)
    throw new Error(`${path} has no lines between “// [${name}]” and “// [/${name}]”; nothing can be quoted from it.`);
  const indent = Math.min(...quoted.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return quoted.map((line) => line.slice(indent)).join('\n');
}

/** → {text, quotes}: the document with its blocks as the code stands now, and how many there are. */
export function quoted(text) {
  let quotes = 0;
  const whole = /(<!-- quote (\S+) \[([a-z-]+)\] -->\n```[a-z]*\n)[\s\S]*?(^```$)/gm;
  const written = text.replaceAll(whole, (_all, head, path, name, end) => {
    quotes += 1;
    return `${head}${region_of(path, name)}\n${end}`;
  });
  return { text: written, quotes };
}

/** The guides, in English and in Chinese. */
export const documents = () =>
  ['docs', 'docs/zh'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(root, folder, name)),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of documents()) {
    const before = readFileSync(path, 'utf8');
    const { text, quotes } = quoted(before);
    if (text === before) continue;
    writeFileSync(path, text);
    console.log(`${path.slice(root.length)}: ${quotes} quotes, written anew`);
  }
}
