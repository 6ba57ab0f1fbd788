// The page of one model: pictures first, then what it learned from and how, and what it cannot do.
import { escaped, play_url, row } from './html.mjs';
import { inside_section, mistakes_section } from './inside_section.mjs';
import { moments_of, training_rows } from './training.mjs';

// The slider of the learning is for those with scripts; the pictures stand below one another for everybody.
function learning(card, folder, { said }) {
  const moments = moments_of(card, said);
  if (moments.length === 0) return '';
  const rows = moments.map(
    ({ file, words }) =>
      `<li><img src="${folder}${escaped(file)}" alt="${said('Pictures {0}', words)}" loading="lazy" decoding="async" /><span>${words}</span></li>`,
  );
  return `<section><h2>${said('How it learned')}</h2>
<div class="film" hidden><img alt="" /><button type="button" class="verb">${said('Play it through')}</button>
<input type="range" min="0" max="${moments.length - 1}" value="0" step="1" aria-label="${said('A moment of the training')}" /><output></output></div>
<ol class="learning">${rows.join('\n')}</ol></section>`;
}

function ports(card, { said }) {
  const words = (port) => {
    const shape = port.shape ?? [];
    if (port.kind === 'latent') return said('a latent code of {0} numbers', escaped(shape[1]));
    if (port.kind === 'class') return said('one of {0} labels, a mixture, or none', port.labels?.length);
    if (port.kind === 'image') return said('a picture of {0} × {1} pixels', escaped(shape[3]), escaped(shape[2]));
    return escaped(port.kind);
  };
  return [...(card.inputs ?? []), ...(card.outputs ?? [])]
    .map((port) => `<tr><th scope="row"><code>${escaped(port.name)}</code></th><td>${words(port)}</td></tr>`)
    .join('');
}

function limits_of(text) {
  const [, after] = text.split(/^## What it cannot do$/m);
  return after?.split(/^## /m)[0]?.trim() ?? '';
}

/**
 * `text` is CARD.md, of which the part about limits is shown; `players` the pieces that can play it; `inside` what
 * Insides tells of it, where it can be opened.
 */
export function model_main(card, text, players, inside, page) {
  const { said, root, home } = page;
  const folder = `${root}models/${escaped(card.id)}/`;
  const file = (role) => (card.files ?? []).find((one) => one.role === role)?.name;
  const sheet = file('sheet');
  const limits = limits_of(text);
  const bytes = (card.files ?? []).reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  const plays = players.map(
    (piece) =>
      `<a class="verb" href="${escaped(play_url(piece, { [piece.slots[0].name]: card.id }, '', home))}">${said('Play it in {0}', escaped(piece.title))}</a>`,
  );
  const figure = `<figure><img src="${folder}${escaped(sheet)}" alt="${said('Left: pictures it learned from. Right: pictures it drew.')}" decoding="async" /><figcaption>${said('Left: pictures it learned from. Right: drawn by the network from random codes, none picked.')}</figcaption></figure>`;
  const whole = `<a href="${folder}CARD.md">${said('The whole card')}</a>`;
  return `<article class="about${card.outputs?.some((port) => port.scaling === 'nearest') ? ' crisp' : ''}">
<h1>${page.name(card.title)}</h1>
<p class="lead">${page.card(card.description)}</p>
${sheet ? figure : ''}
<p>${plays.join(' ')}</p>
<section><h2>${said('What it learned from')}</h2><dl>${training_rows(card.training, page)}${row(said('Data'), page.card(card.credit))}${row(said('By'), page.card(card.author))}${row(said('Licence'), escaped(card.licence))}${row(said('Size'), said('{0} kB with its pictures', Math.round(bytes / 1000)))}</dl>
<p>${said('{0}, with the exact configuration.', whole)}</p></section>
${limits ? `<section><h2>${said('What it cannot do')}</h2><p>${page.card(limits)}</p></section>` : ''}
${mistakes_section(inside, page)}
${learning(card, folder, page)}
${inside_section(inside, page)}
<section><h2>${said('What goes in and comes out')}</h2><div class="wide" tabindex="0"><table><tbody>${ports(card, page)}</tbody></table></div></section>
</article>`;
}
