// The pages in Chinese: every word that is said has its Chinese, nothing stale is kept, and a Chinese guide shows the same
// code and the same pictures as the English one.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { guides } from '../../site/lib/guide_page.mjs';
import { dictionaries, words_of } from '../../site/lib/words.mjs';
import { scripts_of, words_in, words_said } from '../../site/lib/words_used.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text_of = (path) => readFileSync(join(root, path), 'utf8');
const table_of = (path) => JSON.parse(text_of(path));
const own = ['site/words/zh.json', 'site/play/words/zh.json', 'web/embed/words/zh.json'];

const templates = ['site/index.html', 'site/page/any/index.html', 'site/play/stage.html', 'site/vite.config.js'];
const marked = (path) => [...text_of(path).matchAll(/\{\{([^{}]+)\}\}/g)].map(([, english]) => english);
const said_by_build = readdirSync(join(root, 'site/lib')).flatMap((name) => words_in(text_of(`site/lib/${name}`)));
// What the layers of a network do: said by `reverie look`, whose table has ids beside words.
const said_of_layers = [...text_of('native/look/layer_words.cpp').matchAll(/"([A-Z][^"]*)"/g)].map(
  ([, words]) => words,
);
const said = new Set([
  ...templates.flatMap(marked).filter((word) => word !== 'home'),
  ...said_by_build,
  ...said_of_layers,
  ...Object.values(guides).map(({ summary }) => summary),
  ...Object.values(scripts_of).flatMap(({ own: mine, others }) => words_said(root, [...mine, ...others])),
]);

test('what the pages say is read off their sources', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a source, as it would stand in a file
  const source = "x.said(\n 'It’s \\'so\\'', 1); new Problem(`“${name(a)}” has ${b} of {9}`)";
  assert.deepEqual(words_in(source), ["It’s 'so'", '“{0}” has {1} of {9}']);
  assert.ok(said_of_layers.includes('Refines, {0}'), String(said_of_layers));
  assert.ok(said.size > 90, `only ${said.size} were found: this test reads them wrongly`);
});

test('every word that a page says has its Chinese', () => {
  const { knows } = words_of(root, 'zh');
  const others = new Set(Object.values(scripts_of).flatMap((scripts) => words_said(root, scripts.others)));
  assert.deepEqual(
    [...said].filter((english) => !knows(english) && !others.has(english)),
    [],
  );
});

test('a dictionary of the pages holds no word that nobody says', () => {
  for (const path of own)
    assert.deepEqual(
      Object.keys(table_of(path)).filter((english) => !said.has(english)),
      [],
      path,
    );
});

test('one English word has one Chinese, with the same places', () => {
  const first = {};
  const places = (text) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
  for (const path of dictionaries(root, 'zh'))
    for (const [english, chinese] of Object.entries(table_of(path))) {
      first[english] ??= chinese;
      assert.equal(chinese, first[english], `${english}, in ${path} and before`);
      assert.deepEqual(places(chinese), places(english), `${path}: ${english}`);
    }
});

test('the Chinese of a card stands for words that are on it', () => {
  const cards = readdirSync(join(root, 'models')).flatMap((id) =>
    ['model.json', 'CARD.md'].map((file) => text_of(`models/${id}/${file}`)),
  );
  for (const english of Object.keys(table_of('site/words/cards.zh.json')))
    assert.ok(
      cards.some((card) => card.includes(english)),
      `on no card: ${english.slice(0, 80)}`,
    );
});

const without_code = (text) => text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
const half_width = /[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]/g;

test('Chinese is set with full-width punctuation', () => {
  const texts = [...own, 'site/words/cards.zh.json'].flatMap((path) => Object.values(table_of(path)));
  const whole = readdirSync(join(root, 'docs/zh')).map((name) => without_code(text_of(`docs/zh/${name}`)));
  assert.deepEqual(
    [...texts, ...whole].flatMap((text) => text.match(half_width) ?? []),
    [],
  );
});

test('every guide is there in Chinese', () => {
  const names = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
  assert.deepEqual(names('docs/zh').sort(), names('docs').sort());
});

for (const { file } of Object.values(guides))
  test(`docs/zh/${file} shows the code, the pictures and as many parts as docs/${file}`, () => {
    const [english, chinese] = [text_of(`docs/${file}`), text_of(`docs/zh/${file}`)];
    const blocks = (text) => text.match(/(?:^<!-- quote .*-->\n)?^```[\s\S]*?^```$/gm) ?? [];
    const pictures = (text) => [...text.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, place]) => place.split('/').pop());
    const count = (text, what) => without_code(text).match(what)?.length ?? 0;
    assert.deepEqual(blocks(chinese), blocks(english));
    assert.deepEqual(pictures(chinese), pictures(english));
    assert.equal(count(chinese, /^#+ /gm), count(english, /^#+ /gm), 'headings');
    for (const name of new Set(english.match(/`[a-z_]+\(/g) ?? []))
      assert.ok(chinese.includes(name), `docs/zh/${file} does not tell of ${name}`);
  });
