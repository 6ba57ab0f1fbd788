// W3C WebDriver, spoken by fetch to a driver (WebKit), or by Firefox's own dialect of it, Marionette: the same commands
// with the same parameters as JSON over a socket, for which Debian ships no driver. https://www.w3.org/TR/webdriver2/
import { connect } from 'node:net';

const paths = {
  NewSession: ['POST', ''],
  DeleteSession: ['DELETE', ''],
  Navigate: ['POST', '/url'],
  GetCurrentURL: ['GET', '/url'],
  ExecuteScript: ['POST', '/execute/sync'],
  TakeScreenshot: ['GET', '/screenshot'],
  SetWindowRect: ['POST', '/window/rect'],
  PerformActions: ['POST', '/actions'],
  ReleaseActions: ['DELETE', '/actions'],
};

const refused = (command, { error, message }) => new Error(`The browser refused ${command}: ${error}. ${message}`);

/** → {call(command, parameters), end()} for a driver at http://127.0.0.1:port that already answers. */
export function driver_over_http(port) {
  let session = '';
  const call = async (command, parameters = {}) => {
    const [method, path] = paths[command];
    const body = method === 'POST' ? JSON.stringify(parameters) : undefined;
    const signal = AbortSignal.timeout(command === 'DeleteSession' ? 5_000 : 90_000);
    const answer = await fetch(`http://127.0.0.1:${port}/session${session}${path}`, { method, body, signal });
    const { value } = await answer.json();
    if (!answer.ok) throw refused(command, value);
    if (command === 'NewSession') session = `/${value.sessionId}`;
    return value;
  };
  const end = () => call('DeleteSession').catch(() => {}); // the driver goes next in any case
  return { call, end };
}

// Messages are “length:json”; the length counts bytes.
function whole_messages(buffer) {
  const messages = [];
  let rest = buffer;
  for (;;) {
    const colon = rest.indexOf(':');
    const end = colon + 1 + Number(rest.subarray(0, colon));
    if (colon < 0 || rest.length < end) return { messages, rest };
    messages.push(JSON.parse(rest.subarray(colon + 1, end).toString()));
    rest = rest.subarray(end);
  }
}

/** As driver_over_http, to a Firefox that listens for Marionette; knows commands beyond WebDriver by their full name. */
export async function driver_over_marionette(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let unread = Buffer.alloc(0);
  let count = 0;
  const give_up = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has closed its connection.'));
    waiting.clear();
  };
  socket.on('data', (data) => {
    const { messages, rest } = whole_messages(Buffer.concat([unread, data]));
    unread = rest;
    for (const message of messages) {
      if (!Array.isArray(message)) continue; // its greeting
      const [, id, error, result] = message;
      const { command, resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(refused(command, error));
      else resolve(result !== null && 'value' in result ? result.value : result);
    }
  });
  socket.on('error', give_up);
  socket.on('close', give_up);
  const call = (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { command, resolve, reject });
      const name = command.includes(':') ? command : `WebDriver:${command}`;
      const text = JSON.stringify([0, count, name, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  return { call, end: () => socket.destroy() };
}
