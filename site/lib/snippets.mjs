// What a person copies to put a piece into a page of their own. `site` stands for the address of this site, which the
// page knows only where it is read (site/page/snippets.ts puts it in).
import { escaped } from './html.mjs';

export const site_mark = 'https://SITE';

const attribute = ([name, value]) => ` ${name}="${escaped(value)}"`;

/**
 * {tag, frame, markdown} as text for a piece with its models and a seed, to play in `language` (site/lib/words.mjs); a
 * tag takes English from its page, and says another by itself.
 */
export function snippets_of(piece, models, seed, { tag, folder }) {
  const query = new URLSearchParams({ piece: piece.id });
  for (const [slot, id] of Object.entries(models)) query.set(`model.${slot}`, id);
  if (seed) query.set('seed', seed);
  const [first] = Object.values(models);
  const attributes = [['piece', piece.id], ...(first ? [['model', first]] : []), ...(seed ? [['seed', seed]] : [])];
  if (folder) attributes.push(['lang', tag]);
  const poster = `${site_mark}/posters/small/${[piece.id, ...Object.values(models)].join('--')}.webp`;
  return {
    tag: `<script src="${site_mark}/reverie-piece.js" async></script>\n<reverie-piece${attributes.map(attribute).join('')}></reverie-piece>`,
    frame: `<iframe src="${site_mark}/${folder}embed/?${escaped(String(query))}"\n        title="${escaped(piece.title)}" width="640" height="480" style="border:0" loading="lazy"></iframe>`,
    markdown: `[![${piece.title}](${poster})](${site_mark}/${folder}play/?${query})`,
  };
}
