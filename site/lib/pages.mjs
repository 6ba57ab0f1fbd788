// Every page of the site, in each language. Vite builds four pages without words: the gallery, the two that play, and an
// empty one to read; here they are filled as often as there is something to say, works/<piece>/, learned/<model>/,
// guides/<guide>/, and once more below zh/. All languages share every file that is no page.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gallery_html } from './gallery.mjs';
import { guide_page, guides, guides_html } from './guide_page.mjs';
import { escaped } from './html.mjs';
import { model_main } from './model_page.mjs';
import { languages, place_of, words_of } from './words.mjs';
import { scripts_of, words_said } from './words_used.mjs';
import { work_main } from './work_page.mjs';

const players_of = (site, card) =>
  site.pieces.filter((piece) => site.posters[piece.id]?.frames.some(({ models }) => models.includes(card.id)));

/** A page of one language at `path`: its words (site/lib/words.mjs) and its ways. */
export function page_at(words, path) {
  const name = (text) => (words.language.folder ? `<span lang="en">${escaped(text)}</span>` : escaped(text));
  return { ...words, ...place_of(words.language, path), path, name };
}

/** [{path, title, summary, main, pictures?}] of one language, whose pieces `site` has; `made` is where models/ lies. */
function pages_to_read(root, site, made, words) {
  const at = (path) => page_at(words, path);
  const works = site.pieces
    .filter((piece) => site.posters[piece.id])
    .map((piece) => ({ piece, path: `works/${piece.id}/` }))
    .map(({ piece, path }) => ({
      path,
      title: piece.title,
      summary: piece.tagline,
      main: work_main(piece, site.posters[piece.id], at(path)),
    }));
  const learned = site.models.map((card) => {
    const path = `learned/${card.id}/`;
    const text = readFileSync(join(made, 'models', card.id, 'CARD.md'), 'utf8');
    const main = model_main(card, text, players_of(site, card), site.insides[card.id], at(path));
    return { path, title: card.title, summary: card.description, main };
  });
  const reading = Object.keys(guides).map((name) => {
    const path = `guides/${name}/`;
    return { path, ...guide_page(root, name, at(path)) };
  });
  return [...works, ...learned, ...reading];
}

// The table for web/shell/words.ts, with names that only the build knows.
function table_of(root, kind, words, pieces) {
  if (!words.language.folder) return '';
  const { own, others } = scripts_of[kind];
  const english_of = [...words_said(root, own), ...words_said(root, others).filter(words.knows)];
  const said = english_of.map((english) => [english, words.said(english)]);
  const named = pieces.flatMap(({ title, tagline, said_as }) => [
    [title, said_as.title],
    [tagline, said_as.tagline],
  ]);
  const json = JSON.stringify(Object.fromEntries([...named, ...said])).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="words">${json}</script>\n    `;
}

const alternate = (page) => (other) =>
  `<link rel="alternate" hreflang="${other.tag}" href="${page.in_language(other)}" />`;
const way_into = (page) => (other) =>
  `<a class="language" href="${page.in_language(other)}" hreflang="${other.tag}" lang="${other.tag}">${other.name}</a>`;

/**
 * A built page in its words: {{English}} says it, {{home}} leads to the gallery. Addresses of files go up once more
 * where the page lies deeper than the built one, which in `make dev` it does not.
 */
export function dressed(built, page, { marks = {}, table = '', moved = page.language.folder !== '' } = {}) {
  const all = Object.values(languages);
  const others = all.filter(({ tag }) => tag !== page.language.tag);
  const head = `${all.map(alternate(page)).join('\n    ')}\n    ${table}`;
  const filled = { language: others.map(way_into(page)).join(''), languages: head, ...marks };
  const html = moved ? built.replaceAll(/(href|src)="(?:\.\/|(?=\.\.\/))/g, '$1="../') : built;
  return html
    .replace('<html lang="en">', `<html lang="${page.language.tag}" data-root="${page.root}">`)
    .replaceAll(/\{\{([^{}]+)\}\}/g, (_all, english) => (english === 'home' ? page.home : page.said(english)))
    .replaceAll(/<!-- ([a-z]+) -->/g, (mark, name) => filled[name] ?? mark);
}

/** Fills the pages that Vite built into `folder`; `site` as build.mjs lays it out. */
export function fill_pages(folder, root, site, made) {
  const built = (path) => readFileSync(join(folder, path, 'index.html'), 'utf8');
  const [gallery, play, embed, empty] = ['', 'play', 'embed', 'page/any'].map(built);
  const pictures = join(folder, 'guides/pictures');
  mkdirSync(pictures, { recursive: true });
  for (const language of Object.keys(languages)) {
    const words = words_of(root, language);
    const pieces = site.pieces.map(words.piece);
    const names = site.pieces.map((piece, index) => ({ ...piece, said_as: pieces[index] }));
    const here = { ...site, pieces };
    const write = (html, path, options) => {
      const file = join(folder, words.language.folder, path, 'index.html');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, dressed(html, page_at(words, path), options));
    };
    const home = page_at(words, '');
    write(gallery, '', { marks: { gallery: gallery_html(here, home), guides: guides_html(root, home) } });
    const table = table_of(root, 'playing', words, names);
    write(play, 'play/', { table });
    write(embed, 'embed/', { table });
    const reading = table_of(root, 'reading', words, []);
    for (const { path, title, summary, main, pictures: shown = [] } of pages_to_read(root, here, made, words)) {
      for (const picture of shown) copyFileSync(picture, join(pictures, basename(picture)));
      const marks = { title: `${escaped(title)} — Reverie`, summary: escaped(summary), main };
      write(empty, path, { marks, table: reading });
    }
  }
  rmSync(join(folder, 'page'), { recursive: true });
}
