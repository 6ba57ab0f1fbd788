// Pointers of our own on the canvas: pressure, tilt, every coalesced sample, several touches — and the manners of a
// guest. Until the canvas is activated, by a click or by the focus, wheel, scrolling and keys stay with the page around
// it; Escape and the loss of the focus give them back.

// As PointerPhase of shared/piece/input.h counts them.
const Phase = { down: 0, move: 1, up: 2, hover: 3 } as const;

/** Numbers a sample has, in the order of reverie_pointers (exports.cpp). */
export const numbers_a_sample = 8;

export interface PointerSink {
  /** Samples in order, `numbers_a_sample` numbers each. */
  pointers(samples: number[]): void;
  wheel(x: number, y: number): void;
  let_go(): void;
  wants_escape(): boolean;
}

export interface PointerOptions {
  /** The page is nothing but the canvas: it is active from the start and stays so. */
  always?: boolean;
  /** An element that may take the focus without the canvas losing it (the field that a phone types into). */
  companion?: HTMLElement;
}

const kinds: Record<string, number> = { mouse: 0, pen: 1, touch: 2 };
const nowhere = -1e6;
// One notch of a wheel: CSS pixels, lines, pages.
const notch = [100, 3, 0.8];

export class Pointers {
  private readonly canvas: HTMLCanvasElement;
  private readonly sink: PointerSink;
  private readonly options: PointerOptions;
  // Held pointers whose samples are ours, and those that came down while the page still had the canvas.
  private readonly held = new Set<number>();
  private readonly passing = new Set<number>();
  private is_active = false;

  constructor(canvas: HTMLCanvasElement, sink: PointerSink, options: PointerOptions = {}) {
    this.canvas = canvas;
    this.sink = sink;
    this.options = options;
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'lostpointercapture'] as const)
      canvas.addEventListener(type, (event) => this.take(event));
    canvas.addEventListener('pointerleave', (event) => this.leave(event));
    // A tap on a canvas that still scrolls with the page is known as a tap only when it is over.
    canvas.addEventListener('click', () => this.activate());
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('contextmenu', (event) => this.active && event.preventDefault());
    canvas.addEventListener('focus', () => this.set_active(true));
    canvas.addEventListener('blur', (event) => this.blurred(event));
    // Ahead of SDL, which takes every key that reaches the canvas.
    window.addEventListener('keydown', (event) => this.key(event), { capture: true });
    this.set_active(options.always === true);
  }

  get active(): boolean {
    return this.is_active;
  }

  activate(): void {
    if (document.activeElement !== this.canvas) this.canvas.focus({ preventScroll: true });
    this.set_active(true);
  }

  /** Keys, wheel and scrolling are the page's again. */
  release(): void {
    this.canvas.blur();
    this.set_active(false);
  }

  private set_active(active: boolean): void {
    this.is_active = active || this.options.always === true;
    this.canvas.style.touchAction = this.is_active ? 'none' : 'auto';
    this.canvas.toggleAttribute('data-active', this.is_active);
  }

  private take(event: PointerEvent): void {
    const id = event.pointerId;
    const pressed = event.type === 'pointermove' || event.type === 'pointerdown' ? (event.buttons & 33) !== 0 : false;
    if (this.passing.has(id)) {
      if (!pressed) this.passing.delete(id);
      return;
    }
    const held = this.held.has(id);
    if (pressed && !held) this.down(event);
    else if (pressed) this.send(Phase.move, event);
    else if (held) this.up(event);
    else if (event.type === 'pointermove') this.send(Phase.hover, event);
  }

  // A mouse's press is no scrolling: it activates and counts at once. A finger's may be, while the page has it.
  private down(event: PointerEvent): void {
    if (event.pointerType === 'mouse') this.activate();
    if (!this.is_active) {
      this.passing.add(event.pointerId);
      return;
    }
    this.activate();
    this.held.add(event.pointerId);
    try {
      this.canvas.setPointerCapture(event.pointerId);
    } catch {
      // a pointer that is gone already; its end is told all the same
    }
    this.send(Phase.down, event);
  }

  private up(event: PointerEvent): void {
    this.held.delete(event.pointerId);
    this.send(Phase.up, event);
  }

  private leave(event: PointerEvent): void {
    if (this.held.has(event.pointerId) || event.pointerType === 'touch') return;
    this.sink.pointers([Phase.hover, event.pointerId, nowhere, nowhere, 0, 0, 0, kinds[event.pointerType] ?? 0]);
  }

  // The browser hands over one event a frame; what the device measured in between is inside it.
  private send(phase: number, event: PointerEvent): void {
    const box = this.canvas.getBoundingClientRect();
    const scale_x = box.width > 0 ? this.canvas.clientWidth / box.width : 1;
    const scale_y = box.height > 0 ? this.canvas.clientHeight / box.height : 1;
    const inside = phase === Phase.move ? (event.getCoalescedEvents?.() ?? []) : [];
    const samples: number[] = [];
    for (const one of inside.length > 0 ? inside : [event]) {
      samples.push(phase, event.pointerId, (one.clientX - box.left) * scale_x, (one.clientY - box.top) * scale_y);
      samples.push(phase === Phase.up ? 0 : one.pressure, one.tiltX ?? 0, one.tiltY ?? 0, kinds[one.pointerType] ?? 0);
    }
    this.sink.pointers(samples);
  }

  private wheel(event: WheelEvent): void {
    if (!this.is_active || event.ctrlKey) return; // with Ctrl it zooms the page
    event.preventDefault();
    const unit = notch[event.deltaMode] ?? 100;
    this.sink.wheel(event.deltaX / unit, event.deltaY / unit);
  }

  private blurred(event: FocusEvent): void {
    if (event.relatedTarget !== null && event.relatedTarget === this.options.companion) return;
    this.sink.let_go();
    this.set_active(false);
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.canvas) return;
    // Shift+Tab leaves the canvas, as everywhere; Tab alone is the studio's.
    if (event.key === 'Tab' && event.shiftKey) event.stopPropagation();
    if (event.key !== 'Escape' || this.options.always || this.sink.wants_escape()) return;
    event.stopPropagation();
    this.release();
  }
}
