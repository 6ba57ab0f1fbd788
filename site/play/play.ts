// The play page: opens the studio on the canvas, keeps the state of the piece in the address, and says in words what is
// on its way and what went wrong.
import { text_of_part } from '../../web/runtime/fetch.ts';
import { Problem, sentence_from } from '../../web/runtime/protocol.ts';
import { Pointers } from '../../web/shell/pointers.ts';
import { type KnownModel, Shell } from '../../web/shell/shell.ts';
import { follow_box, Keyboard } from './input.ts';
import { files, type PieceOnPage, pieces } from './site.ts';
import { listen_for_files, save_file, share_link } from './take_away.ts';

function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const canvas = element<HTMLCanvasElement>('canvas');
const status = element('status');
// Alone in its window the canvas has wheel and keys at once; inside another page only when it is asked to play.
const alone = window.parent === window;
document.documentElement.classList.toggle('guest', !alone);

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** A sentence that stays until it is dismissed; for what happens before the studio can show its own. */
function alert_person(sentence: string): void {
  const box = element('alert');
  box.hidden = true;
  (box.querySelector('p') as HTMLElement).textContent = sentence;
  (box.querySelector('button') as HTMLElement).onclick = () => {
    box.hidden = true;
  };
  box.hidden = false;
}

function show_progress(what: string, received: number, total: number): void {
  const known = total > 0 && received < total;
  status.textContent = known ? `${what}: ${text_of_part(received, total)}` : `${what} …`;
}

function link_of_page(): string {
  const link = location.search.slice(1);
  return link === '' ? `piece=${pieces[0]?.id ?? 'latent-walk'}` : link;
}

const piece_in = (link: string): string => new URLSearchParams(link).get('piece') ?? '';

function dress_page(piece: PieceOnPage | undefined): void {
  document.title = piece ? `${piece.title} — Reverie` : 'Reverie';
  element('title').textContent = piece?.title ?? 'Reverie';
  canvas.setAttribute('aria-label', piece ? `${piece.title}: ${piece.tagline}` : 'The picture');
  if (piece?.poster) element<HTMLImageElement>('cover').src = new URL(`../${piece.poster}`, document.baseURI).href;
}

// The list is a file of the site, so that a folder of models put beside it later needs no new page.
async function known_models(): Promise<KnownModel[]> {
  const answer = await fetch(new URL('index.json', files.models)).catch(() => null);
  const list: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  const models = (list as { models?: unknown } | null)?.models;
  return Array.isArray(models) ? models : [];
}

const page = {
  shell: undefined as Shell | undefined,
  keyboard: undefined as Keyboard | undefined,
  link_changed: (text: string) => {
    const before = piece_in(link_of_page());
    history.replaceState(null, '', `?${text}`);
    if (piece_in(text) !== before) dress_page(pieces.find((piece) => piece.id === piece_in(text))); // a kept file's own
  },
  ask_for_file: () => element('kept-file').click(),
  share: (text: string) =>
    share_link(new URL(`?${text}`, location.href).href).catch(() =>
      page.shell?.tell('The link could not be copied here; take it from the address bar, it is the same.'),
    ),
  describe: (sentence: string) => {
    element('description').textContent = sentence;
  },
  messages: (sentences: string[]) =>
    element('messages').replaceChildren(
      ...sentences.map((sentence, index) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.textContent = 'Dismiss';
        button.onclick = () => page.shell?.dismiss(index);
        item.append(sentence, ' ', button);
        return item;
      }),
    ),
  typing: (wanted: boolean) => page.keyboard?.show(wanted),
  loading: (progress: { received: number; total: number } | null) => {
    if (progress) show_progress('Waking the network', progress.received, progress.total);
    else status.textContent = '';
  },
  prefers_dark: () => dark.matches,
  prefers_reduced_motion: () => still.matches,
};

// A broken link still names its piece: that one opens, and the sentence says what was not understood.
function open(shell: Shell, link: string): void {
  try {
    shell.start(link);
  } catch (error) {
    const known = pieces.find((piece) => piece.id === piece_in(link));
    if (!known) throw error;
    shell.start(`piece=${known.id}`);
    shell.tell(sentence_from(error, 'This link could not be read.'));
  }
}

async function play(): Promise<Shell> {
  const link = link_of_page();
  dress_page(pieces.find((piece) => piece.id === piece_in(link)));
  if (!document.createElement('canvas').getContext('webgl2'))
    throw new Problem(
      'This browser cannot draw with WebGL 2, which the studio needs; the poster stays, and another browser or computer can play it.',
    );
  show_progress('Opening the studio', 0, 0);
  const shell = await Shell.create({
    files,
    canvas,
    known_models: await known_models(),
    page,
    spawn_worker: () => new Worker(new URL('../../web/runtime/worker.ts', import.meta.url), { type: 'module' }),
    spawn_keeper: () => new Worker(new URL('../../web/keep/worker.ts', import.meta.url), { type: 'module' }),
    save: save_file,
    progress: (received, total) => show_progress('Opening the studio', received, total),
  });
  page.shell = shell;
  const field = element<HTMLInputElement>('keyboard');
  page.keyboard = new Keyboard(field, canvas, (text, back) => shell.type(text, back));
  status.textContent = '';
  open(shell, link);
  follow_box(element('stage'));
  const pointers = new Pointers(canvas, shell.pointer_sink(), { always: alone, companion: field });
  if (alone) pointers.activate();
  listen_for_files(element<HTMLInputElement>('kept-file'), (file) => void shell.open_kept(file));
  requestAnimationFrame(() => requestAnimationFrame(() => document.body.classList.add('playing')));
  return shell;
}

const ready = play();
ready.catch((error: unknown) => {
  status.textContent = '';
  alert_person(sentence_from(error, 'The studio could not start; reload the page to try again.'));
});

declare global {
  interface Window {
    /** For tests and the curious: drawing off screen, and where the studio's controls lie. */
    reverie: { ready: Promise<unknown>; render: Shell['render']; inspect: Shell['inspect'] };
  }
}
window.reverie = {
  ready: ready.then(() => true),
  render: async (wish) => (await ready).render(wish),
  inspect: () => page.shell?.inspect() ?? { boxes: {}, link: '', touches: [], mouse: [0, 0], keys: [] },
};
window.reverie.ready.catch(() => {}); // told above
