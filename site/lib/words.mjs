// The pages in more than one language. English is the source and the key, as with gettext: said('Play') is “Play” on an
// English page and its Chinese on a Chinese one, and what has no Chinese stops the build. Words stand beside what says
// them: site/words/zh.json, site/play/words/zh.json, <module>/words/zh.json; a piece's own in its folder. A model's card
// speaks as whoever wrote it, but for those of our own models, in site/words/cards.zh.json.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escaped } from './html.mjs';

const rounded = (value) => (value >= 10 ? Math.round(value).toLocaleString('en') : value.toFixed(1));

/**
 * Folder of a language below the site → what HTML calls it, its own name, what stands between things it lists, and how it
 * counts from a million up.
 */
export const languages = {
  en: { tag: 'en', folder: '', name: 'English', between: ', ', large: (value) => `${rounded(value / 1e6)} million` },
  zh: {
    ...{ tag: 'zh-Hans', folder: 'zh/', name: '中文', between: '、' },
    large: (value) => (value >= 1e8 ? `${rounded(value / 1e8)} 亿` : `${rounded(value / 1e4)} 万`),
  },
};

/** The dictionaries of a language, as paths below `root`; a piece's own and the cards' are apart. */
export function dictionaries(root, language) {
  const modules = ['shared', 'web'].flatMap((top) => readdirSync(join(root, top)).map((name) => `${top}/${name}`));
  return [...modules, 'site/play', 'site']
    .map((folder) => `${folder}/words/${language}.json`)
    .filter((path) => existsSync(join(root, path)));
}

const table_in = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
// A place without a value stays: scripts fill it later.
const filled = (text, values) => text.replaceAll(/\{(\d)\}/g, (all, place) => String(values[Number(place)] ?? all));

// What a person reads of piece.json; `say` is given each sentence.
function piece_in_words(piece, say) {
  const all = (texts) => (texts ?? []).map(say);
  const param = (one) => ({
    ...one,
    label: say(one.label),
    help: say(one.help),
    group: say(one.group),
    unit: say(one.unit),
    choices: all(one.choices),
  });
  return {
    ...piece,
    title: say(piece.title),
    tagline: say(piece.tagline),
    description: say(piece.description),
    credit: say(piece.credit),
    how: all(piece.how),
    keys: all(piece.keys),
    params: (piece.params ?? []).map(param),
  };
}

/**
 * {language, said(english, …values), list(words), card(text), piece(manifest), title_of(piece)} for the checkout at
 * `root`. What said gives is safe in HTML where its values are; card gives HTML.
 */
export function words_of(root, language) {
  const known = languages[language];
  if (language === 'en')
    return {
      language: known,
      said: (english, ...values) => filled(english, values),
      list: (words) => words.join(known.between),
      card: escaped,
      piece: (piece) => piece,
    };
  const at = (path) => table_in(join(root, path));
  const own = Object.assign({}, ...dictionaries(root, language).map(at));
  const cards = at(`site/words/cards.${language}.json`);
  for (const [english, text] of Object.entries(own))
    if (/[<>&"]/.test(text)) throw new Error(`The words for “${english}” hold one of < > & ", which HTML would read.`);
  const said = (english, ...values) => {
    if (typeof own[english] !== 'string')
      throw new Error(
        `site/words/${language}.json has nothing for “${english}”; the pages are not built until it has.`,
      );
    return filled(own[english], values);
  };
  return {
    language: known,
    said,
    knows: (english) => typeof own[english] === 'string',
    list: (words) => words.join(known.between),
    card: (text) => (cards[text] ? escaped(cards[text]) : `<span lang="en">${escaped(text)}</span>`),
    piece: (piece) => {
      const table = at(`shared/pieces/${piece.id}/${language}.json`);
      return piece_in_words(piece, (text) => table[text] ?? text);
    },
  };
}

/** Where a page lies, `path` as on an English site ("works/sunrise/"): the ways to its language's gallery and to the files of all. */
export function place_of(language, path) {
  const up = (steps) => '../'.repeat(steps) || './';
  const depth = path.split('/').length - 1;
  const root = up(depth + (language.folder ? 1 : 0));
  return { home: up(depth), root, in_language: (other) => `${root}${other.folder}${path}` };
}
