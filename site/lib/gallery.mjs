// The gallery's HTML from what is published: pieces (piece.json), models (model.json) and the posters the build drew.
// Manifests come from anybody's hands, so every word of theirs is escaped here and nowhere else.

export function escaped(value) {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** The address of a piece at a seed with its models, relative to the gallery. */
export function play_url(piece, models, seed) {
  const query = new URLSearchParams({ piece: piece.id });
  for (const [slot, id] of Object.entries(models)) query.set(`model.${slot}`, id);
  if (seed) query.set('seed', seed);
  return `./play/?${query}`;
}

function other(piece, poster, { seed, file }) {
  const words = `${escaped(piece.title)}, seed ${escaped(seed)}`;
  return `<li><a href="${escaped(play_url(piece, poster.models, seed))}"><img src="./${escaped(file)}" alt="${words}" width="320" height="320" loading="lazy" decoding="async" /></a></li>`;
}

function work(piece, poster, place) {
  const url = escaped(play_url(piece, poster.models));
  const title = escaped(piece.title);
  const others = poster.others.map((one) => other(piece, poster, one)).join('\n');
  return `<article class="work${place % 2 ? ' mirrored' : ''}">
  <a class="print" href="${url}" aria-label="Play ${title}"><img src="./${escaped(poster.file)}" alt="" width="1200" height="900" ${place === 0 ? 'fetchpriority="high"' : 'loading="lazy"'} decoding="async" /></a>
  <div class="label">
    <h2><a href="${url}">${title}</a></h2>
    <p class="tagline">${escaped(piece.tagline)}</p>
    <p>${escaped(piece.description)}</p>
    <p class="credit">${escaped(piece.credit)}</p>
    ${others ? `<ul class="others">\n${others}\n</ul>` : ''}
  </div>
</article>`;
}

const row = (name, value) => (value ? `<dt>${name}</dt><dd>${escaped(value)}</dd>` : '');

function duration(seconds) {
  if (!(seconds > 0)) return '';
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${Math.max(1, minutes)} minutes` : `${(minutes / 60).toFixed(1)} hours`;
}

function training(record) {
  if (typeof record !== 'object' || record === null) return '';
  const { imported } = record;
  if (typeof imported === 'object' && imported !== null) return row('Imported from', imported.source ?? imported.file);
  const data = record.dataset ?? {};
  const words = [];
  if (typeof data.name === 'string') words.push(data.name);
  if (data.count > 0)
    words.push(`${Number(data.count).toLocaleString('en')} ${data.kind === 'layers' ? 'drawn parts' : 'pictures'}`);
  const time = duration(record.seconds);
  const device = { cpu: 'a CPU', cuda: 'a GPU' }[record.device];
  return row('Trained on', words.join(', ')) + row('Training', [time, device].filter(Boolean).join(' on '));
}

// The same codes, drawn at several moments of the training: from noise to pictures.
function learning(card) {
  const moments = Array.isArray(card.timeline)
    ? card.timeline.filter((moment) => typeof moment?.file === 'string')
    : [];
  if (moments.length < 2) return '';
  const rows = moments.map(({ pictures, file }) => {
    const seen = Number(pictures) > 0 ? `after ${Number(pictures).toLocaleString('en')} pictures` : 'before it saw any';
    return `<li><img src="./models/${escaped(card.id)}/${escaped(file)}" alt="" loading="lazy" decoding="async" /><span>${seen}</span></li>`;
  });
  return `<h4>How it learned</h4>\n<ol class="learning">\n${rows.join('\n')}\n</ol>`;
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
      ${training(card.training)}
      ${row('Data', card.credit)}
      ${row('By', card.author)}
      ${row('Licence', card.licence)}
    </dl>
    ${learning(card)}
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
