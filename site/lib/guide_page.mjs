// The guides: docs/*.md of the repository, read by markdown-it, with their links turned towards this site.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import markdown from 'markdown-it';

/** Guide in the address → file in docs/. */
export const guides = {
  play: 'play.md',
  embed: 'embed.md',
  train: 'train.md',
  import: 'import.md',
  'write-a-piece': 'write-a-piece.md',
  canvas: 'canvas.md',
};

const reader = markdown({ html: false, linkify: true, typographer: false });

// Another guide is a page here; whatever else lies in the repository is named, not linked.
function turned(href) {
  if (/^(https?:|#)/.test(href)) return href;
  const [file, part] = href.split('#');
  const guide = Object.entries(guides).find(([, name]) => name === basename(file));
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
  tokens[at].attrSet('src', `../pictures/${basename(source)}`);
  tokens[at].attrSet('loading', 'lazy');
  tokens[at].attrSet('alt', self.renderInlineAsText(tokens[at].children ?? [], options, env));
  return self.renderToken(tokens, at, options);
};

/** {title, main, pictures} of one guide; pictures are files to be laid into guides/pictures. Comments are left out. */
export function guide_page(root, name) {
  const text = readFileSync(join(root, 'docs', guides[name]), 'utf8').replace(/^<!--.*-->\n/gm, '');
  const title = text.match(/^# (.*)$/m)?.[1] ?? name;
  const env = { pictures: [] };
  const main = `<article class="guide">${reader.render(text, env)}</article>`;
  // A header without words is no header.
  return {
    title,
    main: main.replaceAll('<th></th>', '<td></td>'),
    pictures: env.pictures.map((path) => join(root, 'docs', path)),
  };
}
