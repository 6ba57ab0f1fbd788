// What the pages know of the files that were laid out for them: written into site/play/site.ts at build time.

/** A piece (piece.json), PieceOnPage of site/play/site.ts. */
export function piece_on_page({ id, title, tagline, slots }, posters) {
  return { id, title, tagline, plays_network: (slots ?? []).length > 0, covers: posters[id]?.covers ?? [] };
}

/** `site` as build.mjs left it in build/public.json. */
export function files_on_page(site) {
  return {
    runtime: site.runtime,
    rest: site.rest,
    check: site.check,
    studio: site.studio,
    keep: site.keep,
    chinese: site.chinese,
    pieces: site.pieces.map((piece) => piece_on_page(piece, site.posters)),
  };
}
