// The guides: docs/*.md of the repository, in Chinese docs/zh/*.md, read by markdown-it, with their links turned towards
// this site.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import markdown from 'markdown-it';
import { escaped } from './html.mjs';

/** Guide in the address → {file} in docs/, and what it is for, in a line. */
export const guides = {
  play: { file: 'play.md', summary: 'The three buttons, the keys, and how a kept picture leads back.' },
  train: { file: 'train.md', summary: 'From a folder of your pictures to a page, on your own machine.' },
  data: { file: 'data.md', summary: 'What the folder may hold, and what training will see of it.' },
  embed: { file: 'embed.md', summary: 'One tag for a blog: a poster until somebody asks it to play.' },
  'write-a-piece': {
    file: 'write-a-piece.md',
    summary: 'An artwork of your own: some C++ that draws, and a page of JSON.',
  },
  canvas: { file: 'canvas.md', summary: 'The words of p5.js that a piece draws with.' },
  import: { file: 'import.md', summary: 'A generator that another tool exported as ONNX plays here too.' },
};

const file_of = (root, name, { language }) => join(root, 'docs', language.folder, guides[name].file);
const text_of = (root, name, page) => readFileSync(file_of(root, name, page), 'utf8').replace(/^<!--.*-->\n/gm, '');
const title_in = (text, name) => text.match(/^# (.*)$/m)?.[1] ?? name;

/** The guides as the gallery lists them. */
export function guides_html(root, page) {
  const entry = ([name, { summary }]) =>
    `<li><a href="${page.home}guides/${name}/">${escaped(title_in(text_of(root, name, page), name))}</a><p>${page.said(summary)}</p></li>`;
  return Object.entries(guides).map(entry).join('\n');
}

const reader = markdown({ html: false, linkify: true, typographer: false });

// Another guide is a page here; whatever else lies in the repository is named, not linked.
function turned(href) {
  if (/^(https?:|#)/.test(href)) return href;
  const [file, part] = href.split('#');
  const guide = Object.entries(guides).find(([, { file: name }]) => name === basename(file));
  return guide ? `../${guide[0]}/${part ? `#${part}` : ''}` : null;
}

reader.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  const href = turned(tokens[at].attrGet('href') ?? '');
  if (href === null) tokens[at].attrs = [];
  else tokens[at].attrSet('href', href);
  return self.renderToken(tokens, at, options);
};
// Wider than a phone it scrolls by itself, and by the keyboard.
reader.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>';
const fence = reader.renderer.rules.fence;
reader.renderer.rules.fence = (...given) => fence(...given).replace('<pre>', '<pre tabindex="0">');
reader.renderer.rules.table_close = () => '</table></div>';

// Pictures come from anywhere in the repository; the site keeps them in one folder.
reader.renderer.rules.image = (tokens, at, options, env, self) => {
  const source = tokens[at].attrGet('src') ?? '';
  env.pictures.push(source);
  tokens[at].attrSet('src', `${env.root}guides/pictures/${basename(source)}`);
  tokens[at].attrSet('loading', 'lazy');
  tokens[at].attrSet('alt', self.renderInlineAsText(tokens[at].children ?? [], options, env));
  return self.renderToken(tokens, at, options);
};

/** {title, summary, main, pictures} of one guide; pictures are files to be laid into guides/pictures. Comments are left out. */
export function guide_page(root, name, page) {
  const text = text_of(root, name, page);
  const env = { pictures: [], root: page.root };
  const main = `<article class="guide">${reader.render(text, env)}</article>`;
  // A header without words is no header.
  return {
    title: title_in(text, name),
    summary: page.said(guides[name].summary),
    main: main.replaceAll('<th></th>', '<td></td>'),
    pictures: env.pictures.map((path) => join(dirname(file_of(root, name, page)), path)),
  };
}
