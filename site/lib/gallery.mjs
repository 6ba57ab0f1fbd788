// The gallery's HTML from what is published: pieces (piece.json), models (model.json) and the posters the build drew.
// `page` is what site/lib/pages.mjs knows of the page: its words, and the ways home and to the files of the site.
import { escaped, play_url, row } from './html.mjs';
import { moments_of, training_rows } from './training.mjs';

function other(piece, poster, { seed, file }, { said, home, root }) {
  const words = said('{0}, seed {1}', escaped(piece.title), escaped(seed));
  return `<li><a href="${escaped(play_url(piece, poster.models, seed, home))}"><img src="${root}${escaped(file)}" alt="${words}" width="320" height="320" loading="lazy" decoding="async" /></a></li>`;
}

function work(piece, poster, place, page) {
  const { said, home, root } = page;
  const url = escaped(play_url(piece, poster.models, '', home, poster.settings));
  const film = poster.film ? ` data-film="${root}${escaped(poster.film)}"` : '';
  const title = escaped(piece.title);
  const others = poster.others.map((one) => other(piece, poster, one, page)).join('\n');
  return `<article class="work${place % 2 ? ' mirrored' : ''}">
  <a class="print"${film} href="${url}" data-verb="${said('Play')}" aria-label="${said('Play {0}', title)}"><img src="${root}${escaped(poster.file)}" alt="" width="1200" height="900" ${place === 0 ? 'fetchpriority="high"' : 'loading="lazy"'} decoding="async" /></a>
  <div class="label">
    <h2><a href="${url}">${title}</a></h2>
    <p class="tagline">${escaped(piece.tagline)}</p>
    <p>${escaped(piece.description)}</p>
    <p class="credit">${escaped(piece.credit)}</p>
    <p><a href="${home}works/${escaped(piece.id)}/">${said('About it, and how to put it into your page')}</a></p>
    ${others ? `<ul class="others">\n${others}\n</ul>` : ''}
  </div>
</article>`;
}

// The same codes, drawn at several moments of the training: from noise to pictures.
function learning(card, { said, root }) {
  const rows = moments_of(card, said).map(
    ({ file, words }) =>
      `<li><img src="${root}models/${escaped(card.id)}/${escaped(file)}" alt="" loading="lazy" decoding="async" /><span>${words}</span></li>`,
  );
  return rows.length > 0 ? `<h4>${said('How it learned')}</h4>\n<ol class="learning">\n${rows.join('\n')}\n</ol>` : '';
}

function model(card, pieces, page) {
  const { said, home, root } = page;
  const player = pieces.find((piece) => (piece.slots ?? []).length > 0);
  const url = player ? play_url(player, { [player.slots[0].name]: card.id }, '', home) : '';
  const preview = card.previews?.[0];
  const words = said('Pictures by {0}', escaped(card.title));
  const picture = preview
    ? `<img src="${root}models/${escaped(card.id)}/${escaped(preview)}" alt="${words}" loading="lazy" decoding="async" />`
    : '';
  const crisp = card.outputs?.some((port) => port.scaling === 'nearest') ? ' crisp' : '';
  return `<article class="model${crisp}">
  <div>${picture}</div>
  <div>
    <h3>${url ? `<a href="${escaped(url)}">${page.name(card.title)}</a>` : page.name(card.title)}</h3>
    <p>${page.card(card.description)}</p>
    <dl>
      ${training_rows(card.training, page)}
      ${row(said('Data'), page.card(card.credit))}
      ${row(said('By'), page.card(card.author))}
      ${row(said('Licence'), escaped(card.licence))}
    </dl>
    ${learning(card, page)}
    <p><a href="${home}learned/${escaped(card.id)}/">${said('Its card: pictures, data, limits')}</a></p>
  </div>
</article>`;
}

/** `site` with its pieces in the page's language. */
export function gallery_html({ pieces, models, posters }, page) {
  const { said } = page;
  // Those that a network plays hang first.
  const hung = pieces.filter((piece) => posters[piece.id]).sort((a, b) => Number(!a.slots) - Number(!b.slots));
  const works = hung.map((piece, place) => work(piece, posters[piece.id], place, page));
  const cards = models.map((card) => model(card, pieces, page)).join('\n');
  const none = said('None is published yet; the next lines make the first one.');
  const inside = cards ? `<div class="models">\n${cards}\n</div>` : `<p class="lead">${none}</p>`;
  return `${works.join('\n')}\n<section id="models"><h2>${said('Models')}</h2>\n${inside}</section>`;
}
