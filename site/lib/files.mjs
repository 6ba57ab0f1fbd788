// What the pages know of the files that were laid out for them: written into site/play/site.ts at build time.

/** `site` as build.mjs left it in build/public.json. */
export function files_on_page(site) {
  return {
    runtime: site.runtime,
    check: site.check,
    studio: site.studio,
    keep: site.keep,
    pieces: site.pieces.map(({ id, title, tagline, slots }) => ({
      id,
      title,
      tagline,
      plays_network: (slots ?? []).length > 0,
      covers: site.posters[id]?.covers ?? [],
    })),
  };
}
