// The page of one piece: what it is, whence it comes, what can be turned, and how to take it along.
import { escaped, play_url, row } from './html.mjs';
import { snippets_of } from './snippets.mjs';

const root = '../../';

function range(param) {
  if (param.kind === 'toggle') return 'on or off';
  if (param.kind === 'text') return 'any text';
  if (param.kind === 'choice') return (param.choices ?? []).join(', ');
  const span = `${param.min} … ${param.max}${param.unit ? ` ${param.unit}` : ''}`;
  return param.kind === 'pad' ? `two numbers, ${span}` : span;
}

function params_table(piece) {
  const rows = (piece.params ?? []).map(
    (param) =>
      `<tr><th scope="row">${escaped(param.label)}<code>${escaped(param.name)}</code></th><td>${escaped(param.help)}</td><td>${escaped(range(param))}</td></tr>`,
  );
  if (rows.length === 0) return '';
  return `<section><h2>What can be turned</h2><div class="wide" tabindex="0"><table>
<thead><tr><th scope="col">Control</th><th scope="col">What it does</th><th scope="col">Range</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>`;
}

const block = (title, name, code) =>
  `<div class="snippet"><h3>${title}</h3><pre tabindex="0"><code data-snippet="${name}">${escaped(code)}</code></pre></div>`;

// Model and seed can be chosen where scripts run; without them the usual ones stand there.
function embedding(piece, poster) {
  const { tag, frame, markdown } = snippets_of(piece, poster.models, '');
  const slot = Object.keys(poster.models)[0];
  const choices = slot ? poster.frames.map(({ models }) => models[0]) : [];
  const options = choices.map((id) => `<option>${escaped(id)}</option>`).join('');
  const model = slot
    ? `<label>Model <select name="model" data-slot="${escaped(slot)}">${options}</select></label>`
    : '';
  const seeded = (piece.params ?? []).some((param) => param.name === 'seed' && param.kind === 'text');
  const seed = seeded ? '<label>Seed <input name="seed" maxlength="64" autocomplete="off" /></label>' : '';
  return `<section id="embed"><h2>Put it into your page</h2>
<p>A poster until somebody clicks; <a href="${root}guides/embed/">how it behaves</a>.</p>
<form class="builder" data-piece="${escaped(piece.id)}" data-title="${escaped(piece.title)}" hidden>${model}${seed}</form>
${block('As a tag', 'tag', tag)}${block('As a plain frame', 'frame', frame)}${block('As a picture in Markdown', 'markdown', markdown)}</section>`;
}

/** `poster` as Posters (site/lib/posters.mjs) made it. */
export function work_main(piece, poster) {
  const url = escaped(play_url(piece, poster.models, '', root, poster.settings));
  const film = poster.film ? ` data-film="${root}${escaped(poster.film)}"` : '';
  const how = (piece.how ?? []).map((sentence) => `<p>${escaped(sentence)}</p>`).join('');
  const keys = (piece.keys ?? []).map((line) => `<li>${escaped(line)}</li>`).join('');
  return `<article class="about">
<h1>${escaped(piece.title)}</h1>
<p class="lead">${escaped(piece.tagline)}</p>
<a class="print"${film} href="${url}"><img src="${root}${escaped(poster.file)}" alt="${escaped(piece.title)}, as it opens" width="1280" height="960" fetchpriority="high" decoding="async" /></a>
<p><a class="verb" href="${url}">Play</a></p>
<section><h2>What it is</h2><p>${escaped(piece.description)}</p>
<dl>${row('Whence', piece.credit)}${row('By', piece.author)}${row('Licence', piece.licence)}</dl></section>
${how ? `<section><h2>How it works</h2>${how}</section>` : ''}
${keys ? `<section><h2>By the keyboard</h2><ul>${keys}</ul></section>` : ''}
${params_table(piece)}
${embedding(piece, poster)}
<section><h2>Make it yours</h2><p>Its source is the folder <code>shared/pieces/${escaped(piece.id)}</code> of the repository, some C++ and one page of JSON.
<code>scripts/reverie new piece my-${escaped(piece.id)}</code> begins one of your own; <a href="${root}guides/write-a-piece/">the guide</a> goes on from there.</p></section>
</article>`;
}
