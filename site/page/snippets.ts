// The snippets of a work's page, with this site's own address in them, for the model and the seed that are chosen; and a
// button to copy each.
import { said } from '../../web/shell/words.ts';
// @ts-expect-error: plain JavaScript, which the build uses too
import { site_mark, snippets_of } from '../lib/snippets.mjs';
import { share_link as copy } from '../play/take_away.ts';

const page = document.documentElement;
const site = new URL(page.dataset.root ?? '../..', document.baseURI).href.replace(/\/$/, '');

function write(builder: HTMLFormElement): void {
  const model = builder.elements.namedItem('model') as HTMLSelectElement | null;
  const seed = builder.elements.namedItem('seed') as HTMLInputElement | null;
  const piece = { id: builder.dataset.piece ?? '', title: builder.dataset.title ?? '' };
  const models = model ? { [model.dataset.slot ?? '']: model.value } : {};
  const language = { tag: page.lang, folder: builder.dataset.folder ?? '' };
  const texts: Record<string, string> = snippets_of(piece, models, seed?.value.trim() ?? '', language);
  for (const [name, text] of Object.entries(texts)) {
    const code = document.querySelector(`[data-snippet="${name}"]`);
    if (code) code.textContent = text.replaceAll(site_mark, site);
  }
}

function add_copy_buttons(): void {
  for (const pre of document.querySelectorAll('pre')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = said('Copy');
    button.addEventListener('click', () => {
      const told = (words: string) => {
        button.textContent = words;
        setTimeout(() => (button.textContent = said('Copy')), 2000);
      };
      copy(pre.textContent ?? '').then(
        () => told(said('Copied')),
        () => told(said('Not allowed here')),
      );
    });
    pre.after(button);
  }
}

export function build_snippets(builder: HTMLFormElement | null): void {
  if (builder) {
    builder.addEventListener('input', () => write(builder));
    builder.addEventListener('submit', (event) => event.preventDefault());
    builder.hidden = false;
    write(builder);
  }
  add_copy_buttons();
}
