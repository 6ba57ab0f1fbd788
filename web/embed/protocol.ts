// What the tag and the page in its frame say to each other. The page says hello to the window around it, which answers
// with one end of a MessageChannel; everything else goes through that channel, so nobody else hears or speaks.

/** From the page to the window around it, as soon as its script runs. It holds nothing that others must not know. */
export interface Hello {
  reverie: 'hello';
}

/** The answer, with the port. */
export interface Welcome {
  reverie: 'welcome';
}

export type ToPage =
  | { kind: 'set'; name: string; text: string }
  | { kind: 'model'; slot: string; id: string }
  | { kind: 'capture'; id: number; offer: string }
  | { kind: 'hold'; held: boolean };

export type FromPage =
  | { kind: 'progress'; sentence: string; received: number; total: number }
  | { kind: 'load' }
  /** `fatal`: nothing plays. */
  | { kind: 'error'; sentence: string; fatal: boolean }
  | { kind: 'change'; link: string }
  | { kind: 'captured'; id: number; name: string; file: Blob }
  | { kind: 'refused'; id: number; sentence: string };

export function is_hello(data: unknown): data is Hello {
  return typeof data === 'object' && data !== null && (data as Partial<Hello>).reverie === 'hello';
}

export function is_welcome(data: unknown): data is Welcome {
  return typeof data === 'object' && data !== null && (data as Partial<Welcome>).reverie === 'welcome';
}
