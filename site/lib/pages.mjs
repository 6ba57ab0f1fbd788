// Every page besides the gallery and the two that play: works/<piece>/, learned/<model>/, guides/<guide>/. Vite builds
// one empty page; here it is filled as often as there is something to say.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { guide_page, guides } from './guide_page.mjs';
import { escaped } from './html.mjs';
import { model_main } from './model_page.mjs';
import { work_main } from './work_page.mjs';

const players_of = (site, card) =>
  site.pieces.filter((piece) => site.posters[piece.id]?.frames.some(({ models }) => models.includes(card.id)));

/** [{path, title, summary, main, pictures?}]; `made` is where models/ lies. */
export function pages_of(root, site, made) {
  const works = site.pieces
    .filter((piece) => site.posters[piece.id])
    .map((piece) => ({
      path: `works/${piece.id}`,
      title: piece.title,
      summary: piece.tagline,
      main: work_main(piece, site.posters[piece.id]),
    }));
  const learned = site.models.map((card) => ({
    path: `learned/${card.id}`,
    title: card.title,
    summary: card.description,
    main: model_main(card, readFileSync(join(made, 'models', card.id, 'CARD.md'), 'utf8'), players_of(site, card)),
  }));
  const reading = Object.keys(guides).map((name) => ({
    path: `guides/${name}`,
    ...guide_page(root, name),
  }));
  return [...works, ...learned, ...reading];
}

/** Fills page/any/index.html of the built site, and takes it away. */
export function fill_pages(folder, pages) {
  const empty = readFileSync(join(folder, 'page/any/index.html'), 'utf8');
  mkdirSync(join(folder, 'guides/pictures'), { recursive: true });
  for (const { path, title, summary, main, pictures = [] } of pages) {
    mkdirSync(join(folder, path), { recursive: true });
    for (const picture of pictures) copyFileSync(picture, join(folder, 'guides/pictures', basename(picture)));
    const page = empty
      .replace('<!-- title -->', () => `${escaped(title)} — Reverie`)
      .replace('<!-- summary -->', () => escaped(summary))
      .replace('<!-- main -->', () => main);
    writeFileSync(join(folder, path, 'index.html'), page);
  }
  rmSync(join(folder, 'page'), { recursive: true });
}
