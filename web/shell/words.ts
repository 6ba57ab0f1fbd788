// What the page says, in its language: the counterpart of shared/words/words.h, with the same dictionary. English is the
// source and the key; what a dictionary does not know stays English. A page in another language carries the words of its
// own scripts (site/lib/pages.mjs lays them in), so that they are there before anything is fetched; the build reads from
// the source what is said, so write it out where said() is called.

export type Dictionary = Record<string, string>;

export type LanguageId = 'en' | 'zh';

/** "zh" of "zh-Hans", "zh-CN" … ; "en" for all that there are no words for. */
export const language_of = (tag: string): LanguageId => (/^zh\b/i.test(tag) ? 'zh' : 'en');

function words_of_page(): Dictionary {
  const text = globalThis.document?.getElementById('words')?.textContent; // a worker has no page
  return text ? (JSON.parse(text) as Dictionary) : {};
}

let dictionary = new Map<string, string>();
let patterns: { own: number; match: RegExp; other: string }[] = [];

// A pattern with fewer letters of its own, as “{0} of {1}”, would be found in every other sentence.
const least_letters = 6;
const place = /\{(\d)\}/g;

/** From now on, besides the page's own; null: English, whatever the page was made for. */
export function speak(words: Dictionary | null): void {
  dictionary = new Map(Object.entries(words ? { ...words_of_page(), ...words } : {}));
  patterns = [...dictionary]
    .filter(([english]) => english.includes('{0}') && (english.match(/[a-z]/gi) ?? []).length >= least_letters)
    .map(([english, other]) => {
      const own = english.split(/\{\d\}/);
      const plain = own.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return { own: own.join('').length, match: new RegExp(`^${plain.join('([^]*?)')}$`), other };
    })
    .sort((a, b) => b.own - a.own);
}

const filled = (text: string, parts: readonly string[]) => text.replaceAll(place, (_, number) => parts[+number] ?? '');

/** The words themselves or what stands for them, with their places filled: said('{0} of {1} kB', '412', '941'). */
export const said = (english: string, ...parts: string[]): string => filled(dictionary.get(english) ?? english, parts);

/** A finished English sentence from where no language is known, recognised by the pattern it was made from. */
export function retold(sentence: string, depth = 0): string {
  // A part may be somebody's own word: a single one is left alone.
  const whole = depth === 0 || sentence.includes(' ') ? dictionary.get(sentence) : undefined;
  if (whole !== undefined || depth > 2) return whole ?? sentence;
  for (const { match, other } of patterns) {
    const found = match.exec(sentence);
    if (found)
      return filled(
        other,
        found.slice(1).map((part) => retold(part, depth + 1)),
      );
  }
  return sentence;
}

speak({});
