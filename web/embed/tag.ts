// <reverie-piece>: a work of Reverie in anybody's page. Until it is asked to play it is a poster and a button; then the
// page /embed/ opens in a frame of its own and is spoken to through a private channel. Taking the tag out of the page
// frees everything.
import {
  is_param,
  link_of,
  models_of,
  note_of,
  poster_of,
  property_name,
  type SiteTable,
  title_of,
} from './address.ts';
import { Facade } from './facade.ts';
import { type FromPage, is_hello, type ToPage } from './protocol.ts';

declare const __REVERIE_TABLE__: SiteTable;
declare const __REVERIE_WORDS__: Record<string, string>;
const table = __REVERIE_TABLE__;
const chinese_words = __REVERIE_WORDS__; // for what said() is given below
// Everything lies beside this script, wherever that is. It is a classic script: a module from another origin would need
// headers that a plain file server does not send.
const script = document.currentScript ?? document.querySelector('script[src*="reverie-piece.js"]');
const base = new URL('.', (script as HTMLScriptElement | null)?.src || document.baseURI);

const patience = 30_000; // ms without a word from the page before we say that it cannot be reached

// A promise with its two ends; one that nobody waits for may fail unheard, the event "error" tells it too.
class Opened<T> {
  resolve!: (value: T) => void;
  reject!: (error: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
  constructor() {
    this.promise.catch(() => {});
  }
}

interface Capturing {
  resolve(file: Blob): void;
  reject(error: Error): void;
}

export class ReveriePiece extends HTMLElement {
  private readonly facade = new Facade(this);
  private port: MessagePort | undefined;
  private frame: HTMLIFrameElement | undefined;
  private watch: IntersectionObserver | undefined;
  private silence = 0;
  private seen = true;
  private captures = new Map<number, Capturing>();
  private last_capture = 0;
  private opened = new Opened<this>();

  constructor() {
    super();
    this.facade.button.addEventListener('click', () => this.play());
    // Attributes are any params, so no list of observed ones would do.
    new MutationObserver((changes) => {
      for (const { attributeName } of changes) if (attributeName) this.changed(attributeName);
    }).observe(this, { attributes: true });
  }

  connectedCallback(): void {
    for (const name of ['piece', ...(table.pieces[this.piece]?.params ?? [])]) this.reflect(name);
    this.dress();
    if (this.getAttribute('reveal') === 'auto' && this.getAttribute('loading') === 'eager') void this.play();
    this.watch = new IntersectionObserver(([entry]) => this.see(entry?.isIntersecting ?? true));
    this.watch.observe(this);
  }

  disconnectedCallback(): void {
    this.watch?.disconnect();
    this.stop();
  }

  /** Settles when the piece plays; rejects with a sentence when it cannot. */
  get ready(): Promise<this> {
    return this.opened.promise;
  }

  get piece(): string {
    return this.getAttribute('piece') ?? Object.keys(table.pieces)[0] ?? '';
  }

  set piece(id: string) {
    this.setAttribute('piece', id);
  }

  /** What a click on the button does. */
  play(): Promise<this> {
    if (this.frame) return this.ready;
    const title = this.facade_title();
    window.addEventListener('message', this.heard);
    const link = link_of(table, this.piece, this.pairs());
    const page = this.is_chinese ? 'zh/embed/' : 'embed/';
    this.frame = this.facade.open_frame(new URL(`${page}?${link}`, base).href, title);
    this.facade.offer(this.language, null, this.said('Opening {0} …', title));
    const unreached = () => this.failed(this.said('{0} could not be reached; try again later.', title));
    this.silence = window.setTimeout(unreached, patience);
    return this.ready;
  }

  /** Back to the poster; everything the piece held is freed. */
  stop(): void {
    window.removeEventListener('message', this.heard);
    clearTimeout(this.silence);
    this.port?.close();
    this.port = undefined;
    if (!this.frame) return;
    this.frame = undefined;
    this.facade.close_frame();
    for (const { reject } of this.captures.values()) reject(new Error('The piece was closed; nothing was kept.'));
    this.captures.clear();
    this.opened.reject(new Error('The piece was closed.'));
    this.opened = new Opened<this>();
    this.dress();
  }

  /** Sets params by name, as attributes would: set({ truncation: 0.7, seed: 'kite' }). */
  set(params: Record<string, string | number | boolean>): void {
    for (const [name, value] of Object.entries(params)) this.setAttribute(name, String(value));
  }

  /** A PNG of what is on the canvas, which remembers how it was made. `offer`: png-1, png-2, png-4. */
  async capture(offer = 'png-1'): Promise<Blob> {
    await this.ready;
    const id = ++this.last_capture;
    return new Promise((resolve, reject) => {
      this.captures.set(id, { resolve, reject });
      this.tell({ kind: 'capture', id, offer });
    });
  }

  private pairs() {
    return [...this.attributes].map(({ name, value }) => ({ name, value }));
  }

  /** As the standard attribute "lang" says, here or further up. */
  private get is_chinese(): boolean {
    return this.matches(':lang(zh)');
  }

  private get language(): string {
    return this.is_chinese ? 'zh-Hans' : 'en';
  }

  // The build reads off which words there are.
  private said(english: string, title = ''): string {
    return ((this.is_chinese && chinese_words[english]) || english).replace('{0}', () => title);
  }

  private facade_title(): string {
    return this.getAttribute('title') ?? title_of(table, this.piece, this.is_chinese);
  }

  private dress(): void {
    if (!this.isConnected || this.frame) return;
    const pairs = this.pairs();
    const poster = this.getAttribute('poster');
    const url = poster ? new URL(poster, document.baseURI) : new URL(poster_of(table, this.piece, pairs), base);
    const none = !poster && !poster_of(table, this.piece, pairs);
    this.facade.poster(none ? '' : url.href, this.getAttribute('loading') === 'eager');
    const act = { verb: this.said('Play'), name: this.said('Play {0}', this.facade_title()) };
    this.facade.offer(this.language, act, note_of(table, this.piece, pairs, this.is_chinese));
  }

  // Params of the piece as properties: piece.walkSpeed = 0.4.
  private reflect(param: string): void {
    const property = property_name(param);
    if (property in this) return;
    Object.defineProperty(this, property, {
      get: () => this.getAttribute(param),
      set: (value) => this.setAttribute(param, String(value)),
      configurable: true,
    });
  }

  private changed(name: string): void {
    if (name === 'piece') {
      this.stop();
      for (const param of table.pieces[this.piece]?.params ?? []) this.reflect(param);
    }
    const value = this.getAttribute(name);
    if (is_param(name) && value !== null) this.tell({ kind: 'set', name, text: value });
    if (name === 'model' || name.startsWith('model.')) {
      for (const [slot, id] of Object.entries(models_of(table.pieces[this.piece], this.pairs())))
        this.tell({ kind: 'model', slot, id });
    }
    this.dress();
  }

  private see(seen: boolean): void {
    this.seen = seen;
    this.tell({ kind: 'hold', held: !seen });
    if (seen && this.getAttribute('reveal') === 'auto') void this.play();
  }

  private tell(message: ToPage): void {
    this.port?.postMessage(message);
  }

  // The first word of the page in our own frame, and of no other.
  private readonly heard = (event: MessageEvent): void => {
    const window_of_frame = this.frame?.contentWindow;
    // In a sandbox without an origin of its own, so is the frame's.
    const origin = self.origin === 'null' ? 'null' : base.origin;
    if (!window_of_frame || event.source !== window_of_frame || event.origin !== origin || !is_hello(event.data))
      return;
    clearTimeout(this.silence);
    this.port?.close();
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }) => this.take(data as FromPage);
    window_of_frame.postMessage({ reverie: 'welcome' }, origin === 'null' ? '*' : origin, [port2]);
    if (!this.seen) this.tell({ kind: 'hold', held: true });
  };

  private take(message: FromPage): void {
    if (message.kind === 'progress') {
      this.facade.say(message.sentence);
      this.emit('progress', { sentence: message.sentence, received: message.received, total: message.total });
    } else if (message.kind === 'load') {
      this.facade.show_frame();
      this.opened.resolve(this);
      this.emit('load', null);
    } else if (message.kind === 'error') {
      if (message.fatal) this.failed(message.sentence);
      else this.emit('error', { sentence: message.sentence });
    } else if (message.kind === 'change') {
      this.emit('change', { link: message.link });
    } else {
      const capturing = this.captures.get(message.id);
      this.captures.delete(message.id);
      if (message.kind === 'captured') capturing?.resolve(message.file);
      else capturing?.reject(new Error(message.sentence));
    }
  }

  private failed(sentence: string): void {
    this.opened.reject(new Error(sentence));
    this.stop();
    const act = { verb: this.said('Try again'), name: this.said('Try again {0}', this.facade_title()) };
    this.facade.offer(this.language, act, sentence);
    this.emit('error', { sentence });
  }

  private emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

if (!customElements.get('reverie-piece')) customElements.define('reverie-piece', ReveriePiece);
