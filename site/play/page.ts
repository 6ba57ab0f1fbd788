// A page with the studio on its canvas: opens it, and says in words what is on its way and what went wrong. Two thin
// entries use it: the play page, and the page in somebody's frame (site/embed).
import keep_worker from '../../web/keep/worker.ts?worker&url';
import { text_of_part } from '../../web/runtime/fetch.ts';
import { Problem, sentence_from } from '../../web/runtime/protocol.ts';
import runtime_worker from '../../web/runtime/worker.ts?worker&url';
import type { Beside } from '../../web/shell/bridge.ts';
import type { FormState } from '../../web/shell/form_plan.ts';
import { Pointers } from '../../web/shell/pointers.ts';
import { Shell } from '../../web/shell/shell.ts';
import { type LanguageId, language_of, retold, said } from '../../web/shell/words.ts';
import { worker_maker } from '../../web/shell/workers.ts';
import { form_is_asked, keep_ways, language_now, link_of_page, read_as_asked, read_in } from './address.ts';
import { BesideText } from './beside.ts';
import { FormPanel } from './form_panel.ts';
import { follow_box, Keyboard } from './input.ts';
import { files, known_models, type PieceOnPage, pieces, whole } from './site.ts';
import { listen_for_files, save_file, share_link } from './take_away.ts';

/** What lies around the canvas, and hears of it. */
export interface Surroundings {
  /** In somebody's page: the picture alone, until a person asks for the dock. */
  guest: boolean;
  /** The page that a shared link opens. */
  play_url: string;
  link_changed(text: string): void;
  /** Heard besides being written on the page. */
  progress?(sentence: string, received: number, total: number): void;
  /** True where the file was taken and is not to be handed to the person. */
  takes_file?(name: string, file: Blob): boolean;
  /** A file could not be made. */
  not_saved?(sentence: string): void;
}

export function element<T extends HTMLElement>(id: string): T {
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
  (box.querySelector('p') as HTMLElement).textContent = retold(sentence);
  (box.querySelector('button') as HTMLElement).onclick = () => box.toggleAttribute('hidden', true);
  box.hidden = false;
}

// An artist's own site has a piece, a title and a poster of its own.
const own = document.documentElement.dataset;

const piece_in = (link: string): string => new URLSearchParams(link).get('piece') ?? '';
const known_piece = (link: string) => pieces.find((piece) => piece.id === piece_in(link));

// A model's choice may carry the prefix of its hash.
function cover_of(piece: PieceOnPage | undefined, link: string): string | undefined {
  const query = new URLSearchParams(link);
  const has = ([name, value]: [string, string]) => query.get(name)?.split('@')[0] === value;
  return piece?.covers.find(({ settings }) => Object.entries(settings).every(has))?.file;
}

function dress_page(piece: PieceOnPage | undefined, link: string): void {
  const title = piece && said(piece.title);
  const ours = own.link === undefined ? ' — Reverie' : '';
  document.title = own.title ?? (title ? title + ours : 'Reverie');
  element('title').textContent = own.title ?? title ?? 'Reverie';
  const words = piece ? said('{0}: {1}', said(piece.title), said(piece.tagline)) : said('The picture');
  canvas.setAttribute('aria-label', words);
  const poster = own.poster ?? cover_of(piece, link);
  if (poster) element<HTMLImageElement>('cover').src = whole(poster);
}

class StudioPage {
  shell: Shell | undefined;
  keyboard: Keyboard | undefined;
  private readonly beside_text = new BesideText(element('stage'));
  private on_their_way = false;
  private form: FormPanel | undefined;
  private form_state: FormState | undefined;
  private readonly around: Surroundings;
  private link = link_of_page();

  constructor(around: Surroundings) {
    this.around = around;
  }

  show_progress(what: string, received: number, total: number): void {
    const known = total > 0 && received < total;
    status.textContent = known ? said('{0}: {1}', what, text_of_part(received, total)) : said('{0} …', what);
    this.around.progress?.(status.textContent, received, total);
  }

  link_changed(text: string): void {
    if (piece_in(text) !== piece_in(this.link)) dress_page(known_piece(text), text); // a kept file's own
    this.link = text;
    keep_ways(text);
    this.around.link_changed(text);
  }

  ask_for_file(): void {
    element('kept-file').click();
  }

  // Live, so that undo and a drawing too large for a link are still there.
  private async speak(wanted: LanguageId): Promise<void> {
    await this.shell?.speak(wanted);
    if (language_now() === wanted) return;
    read_in(wanted);
    dress_page(known_piece(this.link), this.link);
    this.link_changed(this.link);
    this.shell?.wake();
  }

  change_language(tag: string): void {
    this.speak(language_of(tag)).catch((error: unknown) =>
      this.shell?.tell(sentence_from(error, said('The words could not be fetched; try again.'))),
    );
  }

  share(text: string): void {
    share_link(new URL(`?${text}`, this.around.play_url).href).catch(() =>
      this.shell?.tell(said('The link could not be copied here; take it from the address bar, it is the same.')),
    );
  }

  describe(sentence: string): void {
    element('description').textContent = sentence;
  }

  beside(pictures: Beside[]): void {
    this.beside_text.show(pictures);
  }

  announce(sentence: string): void {
    const news = element('news');
    news.textContent = ''; // the same words twice are news twice
    news.textContent = sentence;
  }

  form_changed(form: FormState): void {
    this.form_state = form;
    this.form?.show(form);
  }

  messages(sentences: string[]): void {
    element('messages').replaceChildren(
      ...sentences.map((sentence, index) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.textContent = said('Dismiss');
        button.onclick = () => this.shell?.dismiss(index);
        item.append(sentence, ' ', button);
        return item;
      }),
    );
  }

  typing(wanted: boolean): void {
    this.keyboard?.show(wanted);
  }

  sheet_height(points: number): void {
    element('stage').style.setProperty('--sheet', `${points}px`);
  }

  loading(progress: { received: number; total: number } | null): void {
    this.on_their_way = progress !== null;
    if (progress) this.show_progress(said('Waking the network'), progress.received, progress.total);
    else status.textContent = '';
  }

  prefers_dark(): boolean {
    return dark.matches;
  }

  prefers_reduced_motion(): boolean {
    return still.matches;
  }

  coarse_pointer(): boolean {
    return matchMedia('(pointer: coarse)').matches;
  }

  // What a person may want later and is not there yet, once nothing they wait for is on its way.
  private prepare_for_later(shell: Shell): void {
    if (this.on_their_way) setTimeout(() => this.prepare_for_later(shell), 1000);
    else setTimeout(() => shell.prepare_keeping(), 1000);
  }

  // A broken link still names its piece: that one opens, and the sentence says what was not understood.
  private start(shell: Shell): void {
    try {
      shell.start(this.link);
    } catch (error) {
      const known = known_piece(this.link);
      if (!known) throw error;
      shell.start(`piece=${known.id}`);
      shell.tell(retold(sentence_from(error, 'This link could not be read.')));
    }
  }

  async open(): Promise<Shell> {
    dress_page(known_piece(this.link), this.link);
    keep_ways(this.link);
    if (!document.createElement('canvas').getContext('webgl2'))
      throw new Problem(
        'This browser cannot draw with WebGL 2, which the studio needs; the poster stays, and another browser or computer can play it.',
      );
    this.show_progress(said('Opening the studio'), 0, 0);
    const models = await known_models();
    const shell = await Shell.create({
      files,
      canvas,
      known_models: models,
      language: language_now(),
      plays_network: models.length > 0 && known_piece(this.link)?.plays_network === true,
      page: this,
      spawn_worker: worker_maker(new URL(runtime_worker, import.meta.url).href),
      spawn_keeper: worker_maker(new URL(keep_worker, import.meta.url).href),
      save: (name, file) => {
        if (!this.around.takes_file?.(name, file)) save_file(name, file);
      },
      not_saved: (_name, sentence) => this.around.not_saved?.(sentence),
      progress: (received, total) => this.show_progress(said('Opening the studio'), received, total),
    });
    this.shell = shell;
    read_as_asked();
    status.textContent = '';
    this.start(shell);
    dress_page(known_piece(this.link), this.link); // SDL has given the page its window's title
    this.join(shell);
    return shell;
  }

  // Box, keyboard, pointers and files of the page, for a studio that stands.
  private join(shell: Shell): void {
    const field = element<HTMLInputElement>('keyboard');
    this.keyboard = new Keyboard(field, canvas, (text, back) => shell.type(text, back));
    if (this.around.guest) shell.be_guest();
    follow_box(element('stage'));
    const pointers = new Pointers(canvas, shell.pointer_sink(), { always: alone, companion: field });
    if (alone) pointers.activate();
    this.form = new FormPanel(shell, {
      dock: !this.around.guest,
      open: form_is_asked || matchMedia('(forced-colors: active)').matches,
      ask_for_file: () => this.ask_for_file(),
    });
    if (this.form_state) this.form.show(this.form_state);
    for (const query of [dark, still]) query.addEventListener('change', () => shell.wake());
    listen_for_files(element<HTMLInputElement>('kept-file'), (file) => void shell.open_kept(file));
    if (!this.around.guest) this.prepare_for_later(shell);
    requestAnimationFrame(() => requestAnimationFrame(() => document.body.classList.add('playing')));
  }
}

declare global {
  interface Window {
    /** For tests and the curious: drawing off screen, and where the studio's controls lie. */
    reverie: { ready: Promise<unknown>; render: Shell['render']; inspect: Shell['inspect'] };
  }
}

/** Rejects with a Problem, which the page has shown by then. */
export function open_page(around: Surroundings): Promise<Shell> {
  const page = new StudioPage(around);
  const ready = page.open();
  ready.catch((error: unknown) => {
    status.textContent = '';
    alert_person(sentence_from(error, 'The studio could not start; reload the page to try again.'));
  });
  window.reverie = {
    ready: ready.then(() => true),
    render: async (wish) => (await ready).render(wish),
    inspect: () =>
      page.shell?.inspect() ?? {
        boxes: {},
        canvas: [0, 0],
        link: '',
        description: '',
        touches: [],
        mouse: [0, 0],
        keys: [],
      },
  };
  window.reverie.ready.catch(() => {}); // shown above
  return ready;
}
