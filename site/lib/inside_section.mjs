// A model's page: what is inside, from the code to the picture, and where the network goes wrong. `page` is what it
// says and where it lies (page_at). What a layer is called comes from `reverie look`, in the words of the dictionaries.
import { escaped } from './html.mjs';

const count = (number) => Number(number).toLocaleString('en');
const capital = (words) => words[0].toUpperCase() + words.slice(1);

// Plates are drawn larger than they stand on a page, so that they are sharp on a dense screen.
const plate_scale = 0.75;

const is_plates = ({ as }) => as !== 'picture' && as !== 'sheet';

function image(page, shown, alt, scale = is_plates(shown) ? plate_scale : 1) {
  const { file, width, height } = shown;
  const kind = is_plates(shown) ? ' class="plates"' : '';
  const size = `width="${Math.round(width * scale)}" height="${Math.round(height * scale)}"`;
  return `<img${kind} src="${page.root}${escaped(file)}" ${size} alt="${alt}" loading="lazy" decoding="async" />`;
}

// What a layer of each kind does, said where the first of its kind stands.
const explained = {
  mix: ({ said }) =>
    said(
      'Each of its numbers is a sum of all that came before, each with a weight of its own; so one wish can move many things.',
    ),
  vote: ({ said }) =>
    said(
      'Every candidate gets a share, and all shares together make one whole: the brighter, the more this picture is made of it.',
    ),
  gather: ({ said }) => said('What was learned by heart is summed up, in the shares of the vote.'),
  begin: ({ said }) =>
    said('Here numbers become places: a handful of coarse patterns, the first draft of the picture.'),
  refine: ({ said }) =>
    said(
      'Small windows slide over all patterns at once and look for edges, corners, strokes; what they find becomes the next patterns.',
    ),
  enlarge: ({ said }) =>
    said('Every pattern becomes larger, and small windows slide over it to put detail where there was none.'),
  shrink: ({ said }) => said('Neighbouring places are put together, so that the next layer sees further.'),
  attend: ({ said }) =>
    said('Every place is compared with every other, so that what is drawn here may hang on what is drawn there.'),
  colour: ({ said }) => said('What came before is mixed into red, green and blue: the picture.'),
  unfold: ({ said }) => said('Several small patterns are woven into one of twice their size, place by place.'),
  'lay-over': ({ said }) => said('The sheet is laid over what is there, as a cut-out in a collage.'),
  other: ({ said }) => said('What came before is reckoned with, without weights of its own.'),
};

const size_of = (shape) => `${shape[3]} × ${shape[2]}`;
const has_places = (shape) => shape.length === 4 && shape[2] * shape[3] > 1;

function holding({ shape, holds }, { said }) {
  if (holds?.as === 'picture') return said('a picture of {0}', size_of(shape));
  if (holds?.as === 'sheet') return said('a sheet of {0}, as far as it covers', size_of(shape));
  if (has_places(shape)) return said('{0} patterns of {1}', count(shape[1]), size_of(shape));
  return said('{0} numbers', count(shape.reduce((all, one) => all * one, 1)));
}

function shown_of(layer, page) {
  const { as, of, shown } = layer.holds;
  const all = holding(layer, page);
  if (of > shown && as === 'patterns') return page.said('Of {0} the {1} that vary most', all, shown);
  if (of > shown && as === 'numbers') return page.said('Of {0} the first {1}', all, count(shown));
  return capital(all);
}

function facts(layer, all, page) {
  const share = all.multiply_adds > 0 ? Math.round((100 * layer.multiply_adds) / all.multiply_adds) : 0;
  const words = [holding(layer, page)];
  if (layer.weights > 0) words.push(page.said('{0} learned', count(layer.weights)));
  if (share > 0) words.push(page.said('{0} % of the work', share));
  return capital(words.join(' · '));
}

function filters(layer, page) {
  const { filters: shown } = layer;
  if (!shown) return '';
  const { said } = page;
  const size = `${shown.size[1]} × ${shown.size[0]}`;
  const coloured = !shown.of_across;
  const some = count(coloured ? shown.shown : shown.shown * shown.shown_across);
  const all = count(coloured ? shown.of : shown.of * shown.of_across);
  const words = coloured
    ? said('Each is what one pattern adds to the colours around a place; grey adds nothing.')
    : said(
        'A row makes one pattern, a column reads one. Red looks for much in its place of the window, blue-green for little.',
      );
  return `<details><summary>${said('Its filters, {0}', size)}</summary>
<p>${words} ${said('Here are {0} of {1}, the strongest.', some, all)}</p>
${image(page, shown, said('Filters of {0}, {1} of {2}', size, some, all))}
<p class="operators">${layer.name ? `<code>${escaped(layer.name)}</code> · ` : ''}<code>${escaped(layer.operators.join(', '))}</code></p></details>`;
}

// Whom a vote went to, where the candidates have names.
function names_of({ names }, page) {
  if (!names) return '';
  const words = names.map(([name, share]) => `<b>${page.name(name)}</b> ${Math.round(share * 100)} %`);
  return `<p>${page.said('Here: {0}', page.list(words))}</p>`;
}

const anchor_of = (layer, all) => `layer-${all.layers.indexOf(layer) + 1}`;

function layer_item(layer, all, page, said_before, heading) {
  const first = !said_before.has(layer.kind);
  said_before.add(layer.kind);
  const parts = [
    `<${heading}>${page.said(...layer.said)}</${heading}>`,
    `<p class="facts">${facts(layer, all, page)}</p>`,
    first ? `<p>${(explained[layer.kind] ?? explained.other)(page)}</p>` : '',
    names_of(layer, page),
    layer.holds ? image(page, layer.holds, shown_of(layer, page)) : '',
    filters(layer, page),
  ];
  return `<li id="${anchor_of(layer, all)}"${layer.holds?.as === 'sheet' ? ' class="sheet"' : ''}>${parts.filter(Boolean).join('\n')}</li>`;
}

function path_of(layers, all, page, heading = 'h3') {
  const said_before = new Set();
  return `<ol class="path">${layers.map((layer) => layer_item(layer, all, page, said_before, heading)).join('\n')}</ol>`;
}

const part_anchor = (part, all) => `part-${all.parts.indexOf(part) + 1}`;

// The whole path at a glance: one pattern of each size and the picture, or the picture after each sheet.
function steps(inside, page) {
  const { parts, layers } = inside;
  const pictures = (own) => own.filter(({ holds }) => holds?.as === 'picture');
  const tall = ({ width, height }) => 96 / Math.max(width, height);
  const step = (anchor, shown, words) =>
    `<li><a href="#${anchor}">${image(page, shown, '', tall(shown))}<span>${words}</span></a></li>`;
  const items =
    parts.length > 1
      ? parts.map((part, i) => {
          const picture = pictures(layers.filter((layer) => layer.part === i)).at(-1);
          return picture ? step(part_anchor(part, inside), picture.holds, part_title(part, page)) : '';
        })
      : [...layers.filter(({ sample }) => sample), ...pictures(layers).slice(-1)].map((layer) =>
          step(anchor_of(layer, inside), layer.sample ?? layer.holds, size_of(layer.shape)),
        );
  return `<ol class="steps">${items.join('\n')}</ol>`;
}

const part_title = (part, page) => (part.title ? page.name(part.title) : page.said('Another sheet'));

// A part of a stack, shut: the sheet that it draws, and the picture once it lies there.
function part_item(part, layers, all, page) {
  const { said } = page;
  const last = (as) => layers.findLast((layer) => layer.holds?.as === as)?.holds;
  const title = part_title(part, page);
  const called = part.title ? escaped(part.title) : said('Another sheet');
  const sheet = last('sheet');
  const picture = last('picture');
  const shown = [
    sheet ? `<span class="sheet">${image(page, sheet, said('The sheet “{0}” alone', called), 0.5)}</span>` : '',
    picture ? image(page, picture, said('The picture with “{0}”', called), 0.5) : '',
  ];
  const weights = layers.reduce((sum, layer) => sum + layer.weights, 0);
  const numbers = said('{0} layers, {1} learned numbers', layers.length, count(weights));
  return `<li id="${part_anchor(part, all)}"><details class="part"><summary><h3>${title}</h3> <span class="facts">${numbers}</span>
<span class="sheets">${shown.join('')}</span></summary>
${path_of(layers, all, page, 'h4')}</details></li>`;
}

function parts_list(inside, page) {
  const items = inside.parts.map((part, i) => {
    const layers = inside.layers.filter((layer) => layer.part === i);
    return part_item(part, layers, inside, page);
  });
  return `<p>${page.said('It draws sheets, one after the other, and lays each over those below. Open one to see how it comes about.')}</p>
<ol class="path parts">${items.join('\n')}</ol>`;
}

/** The section “Inside”; `inside` is what Insides tells of the model, and may be missing. */
export function inside_section(inside, page) {
  if (!inside || inside.layers.length === 0) return '';
  const { said } = page;
  const work = page.language.large(inside.multiply_adds);
  return `<section class="inside" id="inside"><h2>${said('Inside')}</h2>
<p>${said('One picture, followed from its code to its colours: {0} layers, {1} learned numbers, {2} multiplications.', inside.layers.length, count(inside.weights), work)}
${said('On the plates black is nothing, red and then white is more, blue-green is less than nothing.')}</p>
${steps(inside, page)}
<ol class="path"><li><h3>${said('The code')}</h3><p class="facts">${said('{0} numbers', count(inside.code.of))}</p>
<p>${said('Drawn by chance, and all that tells this picture from any other.')}</p>
${image(page, inside.code, said('The numbers of the code'))}</li></ol>
${inside.parts.length > 1 ? parts_list(inside, page) : path_of(inside.layers, inside, page)}</section>`;
}

// What the pictures were held against, and what is said of those that lie far and near.
function words_of_mistakes(told, { said, language }) {
  const rows = count(told.rows);
  const all = told.of >= 1e6 ? language.large(told.of) : count(told.of);
  const near = [count(told.nearly_one + told.close_to_one), count(told.drawn), count(told.nearly_one)];
  if (told.layered)
    return {
      held: said('{0} of the {1} stacks of its training sprites', rows, all),
      far: said('Where it left the ground it knows: now and then a find, more often patched together.'),
      near: said(
        '{0} of {1} come close to one stack of its sprites, {2} of them so close that they nearly are it.',
        ...near,
      ),
    };
  return {
    held:
      told.of > told.rows
        ? said('{0} of its {1} training pictures', rows, all)
        : said('all of its {0} training pictures', rows),
    far: said('Where it left the ground it knows: now and then a find, more often fallen apart.'),
    near: said(
      '{0} of {1} come close to one of its training pictures, {2} of them so close that they nearly are it.',
      ...near,
    ),
  };
}

/** The section “Its mistakes”, or nothing where the package cannot tell them. */
export function mistakes_section(inside, page) {
  const told = inside?.mistakes;
  if (!told) return '';
  const { said } = page;
  const words = words_of_mistakes(told, page);
  const outside = said(
    '{0} of {1} lie farther out than its training pictures lie from each other.',
    count(told.farther + told.unlike),
    count(told.drawn),
  );
  const row = (shown, alt, title, ...says) =>
    `<figure>${image(page, shown, alt)}<figcaption><b>${title}</b> ${says.join(' ')}</figcaption></figure>`;
  return `<section id="mistakes"><h2>${said('Its mistakes')}</h2>
<p>${said('{0} pictures from random codes, none picked, were held against {1}, as small soft copies: layout and colour, not texture.', count(told.drawn), words.held)}</p>
${row(told.farthest, said('The eight that lie farthest from its training pictures'), said('Farthest.'), words.far, outside)}
${row(told.nearest, said('The eight that lie nearest to one of its training pictures'), said('Nearest.'), said('Where it remembers rather than invents.'), words.near)}
</section>`;
}
