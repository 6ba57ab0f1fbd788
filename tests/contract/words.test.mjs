// The dictionaries: whatever is said has its Chinese, nothing in them is stale, places agree, punctuation is Chinese.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const folders = (top) => readdirSync(join(root, top)).filter((name) => statSync(join(root, top, name)).isDirectory());

function sources_under(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return ['test', 'fuzz', 'node_modules', 'embed'].includes(entry.name) ? [] : sources_under(path);
    return /\.(cpp|h|ts)$/.test(entry.name) ? [path] : [];
  });
}

const without_comments = (text) => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');

// Literals side by side are one, as the compiler has it; \" is a quote.
const joined = (text) =>
  without_comments(text)
    .replaceAll(/"\s*\n\s*"/g, '')
    .replaceAll(/\\(["'])/g, '$1');

/** The texts that stand in the first argument of each said(…): said(x ? "a" : "b") says both. */
export function said_in(text) {
  const found = [];
  for (const { index } of text.matchAll(/\bsaid\(/g)) {
    let depth = 1;
    let last_end = -1;
    for (let at = index + 5; at < text.length && depth > 0; at += 1) {
      const c = text[at];
      if (c === '"' || c === "'") {
        let literal = '';
        for (at += 1; text[at] !== c; at += 1) {
          if (text[at] === '\\') at += 1;
          literal += text[at];
        }
        if (depth === 1 && last_end >= 0 && text.slice(last_end, at - literal.length - 1).trim() === '')
          literal = found.pop() + literal;
        if (depth > 1) continue; // another call's
        found.push(literal);
        last_end = at + 1;
      } else if ('([{'.includes(c)) depth += 1;
      else if (')]}'.includes(c)) depth -= 1;
      else if (c === ',' && depth === 1) break;
    }
  }
  return found;
}

const pieces = folders('shared/pieces').filter((id) => existsSync(join(root, 'shared/pieces', id, 'piece.json')));
const piece_words = (id) => `shared/pieces/${id}/zh.json`;
const module_words = ['shared', 'web']
  .flatMap((top) => folders(top).map((name) => `${top}/${name}/words/zh.json`))
  .filter((path) => path !== 'web/embed/words/zh.json' && existsSync(join(root, path))); // the tag is a page's of others
const dictionaries = Object.fromEntries(
  [...module_words, ...pieces.map(piece_words)].map((path) => [path, JSON.parse(read(path))]),
);
const all = new Map(Object.values(dictionaries).flatMap((words) => Object.entries(words)));

// Written in one piece, or put together from a few: "nearly " + "one of its training pictures".
export function is_made_from(code, words, pieces = 3) {
  if (!/[a-z]{3}/i.test(words) || code.includes(words)) return true;
  for (let length = words.length - 1; length > 5 && pieces > 1; length -= 1)
    if (code.includes(words.slice(0, length)))
      return (
        is_made_from(code, words.slice(length), pieces - 1) ||
        is_made_from(code, words.slice(length).trim(), pieces - 1)
      );
  return false;
}

/** All that a person reads of piece.json; authors and licences are names, units are signs. */
export function read_of({ title, tagline, description, credit, how, keys, slots, params }) {
  const of_param = ({ label, help, group, choices }) => [label, help, group, ...(choices ?? [])];
  const texts = [title, tagline, description, credit, ...(how ?? []), ...(keys ?? [])];
  return [...texts, ...(slots ?? []).map(({ label }) => label), ...(params ?? []).flatMap(of_param)].filter(Boolean);
}

test('the reader of said(…) finds what it says', () => {
  assert.deepEqual(said_in('x = said("Undo");'), ['Undo']);
  assert.deepEqual(said_in('said(a ? "One" : "Two", {"x", said("Three")})'), ['One', 'Two', 'Three']);
  assert.deepEqual(said_in('said("A long "\n  "one.")'), ['A long one.']);
  assert.deepEqual(said_in("said('Keep {0}', name)"), ['Keep {0}']);
});

test('whatever is said has its Chinese', () => {
  const missing = [...sources_under('shared'), ...sources_under('web')].flatMap((path) =>
    said_in(without_comments(read(path)))
      .filter((english) => !all.has(english))
      .map((english) => `${path}: ${english}`),
  );
  assert.deepEqual(missing, [], 'add them to the zh.json of the same folder');
});

test('all that a person reads of a piece stands in its own zh.json', () => {
  for (const id of pieces) {
    const words = dictionaries[piece_words(id)];
    assert.ok(words, `${piece_words(id)} is missing`);
    const texts = read_of(JSON.parse(read(`shared/pieces/${id}/piece.json`)));
    assert.deepEqual(
      texts.filter((text) => !(text in words)),
      [],
      piece_words(id),
    );
  }
});

test('nothing in a dictionary is stale: its English is written somewhere', () => {
  const code = joined([...sources_under('shared'), ...sources_under('web')].map(read).join('\n'));
  for (const [path, words] of Object.entries(dictionaries)) {
    const id = path.match(/^shared\/pieces\/([^/]+)\//)?.[1];
    const own = id
      ? `${read_of(JSON.parse(read(`shared/pieces/${id}/piece.json`))).join('\n')}\n${joined(
          sources_under(`shared/pieces/${id}`).map(read).join('\n'),
        )}`
      : code;
    const stale = Object.keys(words).filter((english) =>
      english
        .split(/\{\d\}/)
        .map((part) => part.trim())
        .some((part) => !is_made_from(own, part)),
    );
    assert.deepEqual(stale, [], path);
  }
});

test('places agree, one English has one Chinese, and its punctuation is full-width', () => {
  const seen = new Map();
  for (const [path, words] of Object.entries(dictionaries)) {
    const keys = path.startsWith('shared/pieces/')
      ? (JSON.parse(read(path.replace('zh.json', 'piece.json'))).keys ?? [])
      : [];
    for (const [english, chinese] of Object.entries(words)) {
      const where = `${path}: ${english}`;
      const places = (text) => [...text.matchAll(/\{\d\}/g)].map(String);
      assert.deepEqual(
        places(english),
        places(english).map((_, i) => `{${i}}`),
        where,
      );
      assert.deepEqual(places(chinese).sort(), places(english), where);
      assert.equal(seen.get(english) ?? chinese, chinese, `${where} is said in two ways`);
      seen.set(english, chinese);
      assert.ok(chinese.trim() || !english.trim(), where);
      assert.doesNotMatch(chinese, /[<>&"]/, where);
      // "方向键: 移动" is split at its colon, as the English is.
      const shown = keys.includes(english) ? chinese.replace(': ', '') : chinese;
      assert.doesNotMatch(shown, /[\u3400-\u9fff][,;:!?.]|[,;!?]\s*[\u3400-\u9fff]/, where);
    }
  }
});
