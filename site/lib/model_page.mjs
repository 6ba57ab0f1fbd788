// The page of one model: pictures first, then what it learned from and how, and what it cannot do.
import { escaped, play_url, row } from './html.mjs';
import { moments_of, training_rows } from './training.mjs';

const root = '../../';

// The slider of the learning is for those with scripts; the pictures stand below one another for everybody.
function learning(card, folder) {
  const moments = moments_of(card);
  if (moments.length === 0) return '';
  const rows = moments.map(
    ({ file, words }) =>
      `<li><img src="${folder}${escaped(file)}" alt="Pictures ${words}" loading="lazy" decoding="async" /><span>${words}</span></li>`,
  );
  return `<section><h2>How it learned</h2>
<div class="film" hidden><img alt="" /><button type="button" class="verb">Play</button>
<input type="range" min="0" max="${moments.length - 1}" value="0" step="1" aria-label="A moment of the training" /><output></output></div>
<ol class="learning">${rows.join('\n')}</ol></section>`;
}

function ports(card) {
  const words = (port) => {
    if (port.kind === 'latent') return `a latent code of ${port.shape?.[1]} numbers`;
    if (port.kind === 'class') return `one of ${port.labels?.length} labels, a mixture, or none`;
    if (port.kind === 'image') return `a picture of ${port.shape?.[3]} × ${port.shape?.[2]} pixels`;
    return port.kind;
  };
  return [...(card.inputs ?? []), ...(card.outputs ?? [])]
    .map((port) => `<tr><th scope="row"><code>${escaped(port.name)}</code></th><td>${escaped(words(port))}</td></tr>`)
    .join('');
}

/** `text` is CARD.md, of which the part about limits is shown; `players` the pieces that can play it. */
export function model_main(card, text, players) {
  const folder = `${root}models/${escaped(card.id)}/`;
  const file = (role) => (card.files ?? []).find((one) => one.role === role)?.name;
  const sheet = file('sheet');
  const limits =
    text
      .split(/^## What it cannot do$/m)[1]
      ?.split(/^## /m)[0]
      ?.trim() ?? '';
  const bytes = (card.files ?? []).reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  const plays = players.map(
    (piece) =>
      `<a class="verb" href="${escaped(play_url(piece, { [piece.slots[0].name]: card.id }, '', root))}">Play it in ${escaped(piece.title)}</a>`,
  );
  return `<article class="about${card.outputs?.some((port) => port.scaling === 'nearest') ? ' crisp' : ''}">
<h1>${escaped(card.title)}</h1>
<p class="lead">${escaped(card.description)}</p>
${sheet ? `<figure><img src="${folder}${escaped(sheet)}" alt="Left: pictures it learned from. Right: pictures it drew." decoding="async" /><figcaption>Left: pictures it learned from. Right: drawn by the network from random codes, none picked.</figcaption></figure>` : ''}
<p>${plays.join(' ')}</p>
<section><h2>What it learned from</h2><dl>${training_rows(card.training)}${row('Data', card.credit)}${row('By', card.author)}${row('Licence', card.licence)}${row('Size', `${Math.round(bytes / 1000)} kB with its pictures`)}</dl>
<p><a href="${folder}CARD.md">The whole card</a>, with the exact configuration.</p></section>
${limits ? `<section><h2>What it cannot do</h2><p>${escaped(limits)}</p></section>` : ''}
${learning(card, folder)}
<section><h2>What goes in and comes out</h2><div class="wide" tabindex="0"><table><tbody>${ports(card)}</tbody></table></div></section>
</article>`;
}
