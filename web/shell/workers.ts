// Workers by address. In a sandboxed frame the page has no origin of its own, so no address is its own either: there a
// few lines from memory start, which import the script and hand on what came meanwhile.

/** `name`: what the worker finds under self.name from its first line on. */
export type SpawnWorker = (name?: string) => Worker;

const bootstrap = (url: string): string => `
const early = [];
const hold = (event) => early.push(event);
addEventListener('message', hold);
import(${JSON.stringify(url)}).then(() => {
  removeEventListener('message', hold);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports }));
});`;

/** `url` names a module; its server must allow strangers to read it where the page has no origin. */
export function worker_maker(url: string): SpawnWorker {
  if (self.origin !== 'null') return (name = '') => new Worker(url, { type: 'module', name });
  // A module from memory is not started there; a classic script is, and it may import.
  const address = URL.createObjectURL(new Blob([bootstrap(url)], { type: 'text/javascript' }));
  return (name = '') => new Worker(address, { name });
}
