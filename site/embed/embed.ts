// The page in somebody's frame: the studio without a dock until a person asks for it. A plain iframe of it plays as it
// is; the tag <reverie-piece> speaks to it through a private channel.
import { type FromPage, is_welcome, type ToPage } from '../../web/embed/protocol.ts';
import { sentence_from } from '../../web/runtime/protocol.ts';
import type { Shell } from '../../web/shell/shell.ts';
import { retold, said } from '../../web/shell/words.ts';
import { open_page } from '../play/page.ts';

let port: MessagePort | undefined;
const unsent: FromPage[] = []; // said before the channel stood
const captures: number[] = []; // asked for, oldest first; the studio makes one file at a time

function say(message: FromPage): void {
  if (port) port.postMessage(message);
  else if (window.parent !== window) unsent.push(message);
}

function heed(shell: Shell, message: ToPage): void {
  try {
    if (message.kind === 'set') shell.set(message.name, message.text);
    else if (message.kind === 'model') shell.choose_model(message.slot, message.id);
    else if (message.kind === 'hold') shell.hold(message.held);
    else if (captures.push(message.id) === 1) shell.keep(message.offer);
    else {
      captures.pop();
      say({
        kind: 'refused',
        id: message.id,
        sentence: said('A picture is being kept already; ask again when it is there.'),
      });
    }
  } catch (error) {
    say({ kind: 'error', sentence: retold(sentence_from(error, 'This could not be done.')), fatal: false });
  }
}

const opening = open_page({
  guest: true,
  play_url: new URL('../play/', location.href).href,
  link_changed: (link) => say({ kind: 'change', link }),
  progress: (sentence, received, total) => say({ kind: 'progress', sentence, received, total }),
  takes_file: (name, file) => {
    const id = captures.shift();
    if (id !== undefined) say({ kind: 'captured', id, name, file });
    return id !== undefined;
  },
  not_saved: (sentence) => {
    const id = captures.shift();
    if (id !== undefined) say({ kind: 'refused', id, sentence });
  },
});

// Whoever frames this page may play with it; only the window around it is answered, and only once.
window.addEventListener('message', ({ source, data, ports: [given] }) => {
  if (port || source !== window.parent || !given || !is_welcome(data)) return;
  port = given;
  for (const message of unsent.splice(0)) port.postMessage(message);
  const earlier: Promise<Shell> = opening;
  port.onmessage = ({ data: message }) => void earlier.then((shell) => heed(shell, message as ToPage)).catch(() => {});
});
if (window.parent !== window) window.parent.postMessage({ reverie: 'hello' }, '*');

opening.then(
  () => say({ kind: 'load' }),
  (error: unknown) =>
    say({ kind: 'error', sentence: retold(sentence_from(error, 'The studio could not start.')), fatal: true }),
);
