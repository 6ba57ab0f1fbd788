// What the tag <reverie-piece> knows of the site before it asks for anything: titles, sizes, licences, posters. It is
// written into reverie-piece.js, so every byte counts.
import { statSync } from 'node:fs';
import { join } from 'node:path';

// Bytes on the wire; what is served zipped counts zipped.
const weight = (made, url) => statSync(join(made, url), { throwIfNoEntry: false })?.size ?? 0;
const zipped = (made, { url }) => weight(made, `${url}.gz`);

function in_table(piece, poster, words) {
  const posters = Object.fromEntries((poster?.frames ?? []).map(({ models, file }) => [models.join('+'), file]));
  return {
    title: piece.title,
    zh: words.piece(piece).title,
    slots: poster?.models ?? {},
    posters,
    params: (piece.params ?? []).map(({ name }) => name),
  };
}

/** `site` as build.mjs lays it out below the folder `made`, Chinese `words`; the type is SiteTable of web/embed/address.ts. */
export function site_table(site, made, words) {
  const pieces = site.pieces.map((piece) => [piece.id, in_table(piece, site.posters[piece.id], words)]);
  const models = site.models.map((card) => {
    const graphs = (card.files ?? []).filter(({ name }) => name.endsWith('.onnx'));
    const asked_for = [...graphs.map(({ name }) => `${name}.gz`), 'model.json'];
    const bytes = asked_for.reduce((sum, name) => sum + weight(made, `models/${card.id}/${name}`), 0);
    return [card.id, { title: card.title, licence: card.licence, author: card.author, bytes }];
  });
  return {
    pieces: Object.fromEntries(pieces),
    models: Object.fromEntries(models),
    studio_bytes: weight(made, site.studio.script) + zipped(made, site.studio.wasm),
    runtime_bytes: zipped(made, site.runtime),
  };
}
