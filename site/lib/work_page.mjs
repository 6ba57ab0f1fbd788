// The page of one piece: what it is, whence it comes, what can be turned, and how to take it along.
import { escaped, play_url, row } from './html.mjs';
import { snippets_of } from './snippets.mjs';

function range(param, { said, list }) {
  if (param.kind === 'toggle') return said('on or off');
  if (param.kind === 'text') return said('any text');
  if (param.kind === 'choice') return escaped(list(param.choices ?? []));
  const span = escaped(`${param.min} … ${param.max}${param.unit ? ` ${param.unit}` : ''}`);
  return param.kind === 'pad' ? said('two numbers, {0}', span) : span;
}

function params_table(piece, page) {
  const { said } = page;
  const rows = (piece.params ?? []).map(
    (param) =>
      `<tr><th scope="row">${escaped(param.label)}<code>${escaped(param.name)}</code></th><td>${escaped(param.help)}</td><td>${range(param, page)}</td></tr>`,
  );
  if (rows.length === 0) return '';
  return `<section><h2>${said('What can be turned')}</h2><div class="wide" tabindex="0"><table>
<thead><tr><th scope="col">${said('Control')}</th><th scope="col">${said('What it does')}</th><th scope="col">${said('Range')}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>`;
}

const block = (title, name, code) =>
  `<div class="snippet"><h3>${title}</h3><pre tabindex="0"><code data-snippet="${name}">${escaped(code)}</code></pre></div>`;

// Model and seed can be chosen where scripts run; without them the usual ones stand there.
function embedding(piece, poster, { said, home, language }) {
  const { tag, frame, markdown } = snippets_of(piece, poster.models, '', language);
  const slot = Object.keys(poster.models)[0];
  const choices = slot ? poster.frames.map(({ models }) => models[0]) : [];
  const options = choices.map((id) => `<option>${escaped(id)}</option>`).join('');
  const model = slot
    ? `<label>${said('Model')} <select name="model" data-slot="${escaped(slot)}">${options}</select></label>`
    : '';
  const seeded = (piece.params ?? []).some((param) => param.name === 'seed' && param.kind === 'text');
  const seed = seeded ? `<label>${said('Seed')} <input name="seed" maxlength="64" autocomplete="off" /></label>` : '';
  const how = `<a href="${home}guides/embed/">${said('how it behaves')}</a>`;
  return `<section id="embed"><h2>${said('Put it into your page')}</h2>
<p>${said('A poster until somebody clicks; {0}.', how)}</p>
<form class="builder" data-piece="${escaped(piece.id)}" data-title="${escaped(piece.title)}" data-folder="${language.folder}" hidden>${model}${seed}</form>
${block(said('As a tag'), 'tag', tag)}${block(said('As a plain frame'), 'frame', frame)}${block(said('As a picture in Markdown'), 'markdown', markdown)}</section>`;
}

function own(piece, { said, home }) {
  const id = escaped(piece.id);
  const source = `<code>shared/pieces/${id}</code>`;
  const begin = `<code>scripts/reverie new piece my-${id}</code>`;
  const guide = `<a href="${home}guides/write-a-piece/">${said('the guide')}</a>`;
  return `<section><h2>${said('Make it yours')}</h2><p>${said('Its source is the folder {0} of the repository, some C++ and one page of JSON. {1} begins one of your own; {2} goes on from there.', source, begin, guide)}</p></section>`;
}

/** `piece` in the page's language; `poster` as Posters (site/lib/posters.mjs) made it. */
export function work_main(piece, poster, page) {
  const { said, home, root } = page;
  const url = escaped(play_url(piece, poster.models, '', home, poster.settings));
  const film = poster.film ? ` data-film="${root}${escaped(poster.film)}"` : '';
  const how = (piece.how ?? []).map((sentence) => `<p>${escaped(sentence)}</p>`).join('');
  const keys = (piece.keys ?? []).map((line) => `<li>${escaped(line)}</li>`).join('');
  return `<article class="about">
<h1>${escaped(piece.title)}</h1>
<p class="lead">${escaped(piece.tagline)}</p>
<a class="print"${film} href="${url}"><img src="${root}${escaped(poster.file)}" alt="${said('{0}, as it opens', escaped(piece.title))}" width="1280" height="960" fetchpriority="high" decoding="async" /></a>
<p><a class="verb" href="${url}">${said('Play')}</a></p>
<section><h2>${said('What it is')}</h2><p>${escaped(piece.description)}</p>
<dl>${row(said('Whence'), escaped(piece.credit))}${row(said('By'), escaped(piece.author))}${row(said('Licence'), escaped(piece.licence))}</dl></section>
${how ? `<section><h2>${said('How it works')}</h2>${how}</section>` : ''}
${keys ? `<section><h2>${said('By the keyboard')}</h2><ul>${keys}</ul></section>` : ''}
${params_table(piece, page)}
${embedding(piece, poster, page)}
${own(piece, page)}
</article>`;
}
