// The gallery's HTML from what is published: pieces (piece.json), models (model.json) and the posters the build drew.
import { escaped, play_url, row } from './html.mjs';
import { moments_of, training_rows } from './training.mjs';

function other(piece, poster, { seed, file }) {
  const words = `${escaped(piece.title)}, seed ${escaped(seed)}`;
  return `<li><a href="${escaped(play_url(piece, poster.models, seed))}"><img src="./${escaped(file)}" alt="${words}" width="320" height="320" loading="lazy" decoding="async" /></a></li>`;
}

function work(piece, poster, place) {
  const url = escaped(play_url(piece, poster.models, '', './', poster.settings));
  const film = poster.film ? ` data-film="./${escaped(poster.film)}"` : '';
  const title = escaped(piece.title);
  const others = poster.others.map((one) => other(piece, poster, one)).join('\n');
  return `<article class="work${place % 2 ? ' mirrored' : ''}">
  <a class="print"${film} href="${url}" aria-label="Play ${title}"><img src="./${escaped(poster.file)}" alt="" width="1200" height="900" ${place === 0 ? 'fetchpriority="high"' : 'loading="lazy"'} decoding="async" /></a>
  <div class="label">
    <h2><a href="${url}">${title}</a></h2>
    <p class="tagline">${escaped(piece.tagline)}</p>
    <p>${escaped(piece.description)}</p>
    <p class="credit">${escaped(piece.credit)}</p>
    <p><a href="./works/${escaped(piece.id)}/">About it, and how to put it into your page</a></p>
    ${others ? `<ul class="others">\n${others}\n</ul>` : ''}
  </div>
</article>`;
}

// The same codes, drawn at several moments of the training: from noise to pictures.
function learning(card) {
  const rows = moments_of(card).map(
    ({ file, words }) =>
      `<li><img src="./models/${escaped(card.id)}/${escaped(file)}" alt="" loading="lazy" decoding="async" /><span>${words}</span></li>`,
  );
  return rows.length > 0 ? `<h4>How it learned</h4>\n<ol class="learning">\n${rows.join('\n')}\n</ol>` : '';
}

function model(card, pieces) {
  const player = pieces.find((piece) => (piece.slots ?? []).length > 0);
  const url = player ? play_url(player, { [player.slots[0].name]: card.id }) : '';
  const preview = card.previews?.[0];
  const picture = preview
    ? `<img src="./models/${escaped(card.id)}/${escaped(preview)}" alt="Pictures by ${escaped(card.title)}" loading="lazy" decoding="async" />`
    : '';
  const crisp = card.outputs?.some((port) => port.scaling === 'nearest') ? ' crisp' : '';
  return `<article class="model${crisp}">
  <div>${picture}</div>
  <div>
    <h3>${url ? `<a href="${escaped(url)}">${escaped(card.title)}</a>` : escaped(card.title)}</h3>
    <p>${escaped(card.description)}</p>
    <dl>
      ${training_rows(card.training)}
      ${row('Data', card.credit)}
      ${row('By', card.author)}
      ${row('Licence', card.licence)}
    </dl>
    ${learning(card)}
    <p><a href="./learned/${escaped(card.id)}/">Its card: pictures, data, limits</a></p>
  </div>
</article>`;
}

export function gallery_html({ pieces, models, posters }) {
  // Those that a network plays hang first.
  const hung = pieces.filter((piece) => posters[piece.id]).sort((a, b) => Number(!a.slots) - Number(!b.slots));
  const works = hung.map((piece, place) => work(piece, posters[piece.id], place));
  const cards = models.map((card) => model(card, pieces)).join('\n');
  const section = cards
    ? `<section id="models"><h2>Models</h2>\n<div class="models">\n${cards}\n</div></section>`
    : '<section id="models"><h2>Models</h2><p class="lead">None is published yet; the next lines make the first one.</p></section>';
  return `${works.join('\n')}\n${section}`;
}
