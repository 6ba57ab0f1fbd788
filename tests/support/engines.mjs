// The engines beside Chromium: Debian's WebKit and Firefox, each on a display of its own and without a GPU.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { driver_over_http, driver_over_marionette } from './webdriver.mjs';

export const viewport = { width: 1000, height: 700 }; // as support/browser.mjs opens Chromium
/** Keys that are no letter, by WebDriver's numbers. */
export const keys = { tab: '\uE004', control: '\uE009' };
const patience = 60_000; // ms; machines may be slow, nothing here is timed

function found(places, sentence) {
  const place = places.find((one) => one && existsSync(one));
  if (!place) throw new Error(sentence);
  return place;
}

async function until(look, sentence) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(50)) {
    const seen = await look();
    if (seen) return seen;
  }
  throw new Error(typeof sentence === 'function' ? sentence() : sentence);
}

// The kernel ends the child when this process dies, however it dies; whatever it started lives on its display only.
function start(command, args, env = {}) {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const gone = new Promise((resolve) => child.on('exit', resolve).on('error', resolve));
  const program = { child, said: '', ended: false };
  gone.then(() => {
    program.ended = true;
  });
  program.end = () => {
    if (!program.ended) child.kill();
    return gone;
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (program.said += text));
  return program;
}

const last_words = (program) => program.said.trimEnd().split('\n').slice(-3).join(' | ') || 'nothing';

async function start_display() {
  const binary = found(['/usr/bin/Xvfb'], 'No Xvfb was found in /usr/bin; install Debian’s xvfb.');
  const server = start(binary, ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp']);
  let number = '';
  server.child.stdio[3].on('data', (text) => (number += text));
  await until(
    () => number.endsWith('\n') || server.ended,
    () => `Xvfb named no display; it said: ${last_words(server)}`,
  );
  if (server.ended) throw new Error(`Xvfb could not start; it said: ${last_words(server)}`);
  return { name: `:${number.trim()}`, end: server.end };
}

async function free_port() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Nothing of the person's own is read or written: home, settings and caches are a folder that goes with the browser.
const software = (home, display) => ({
  DISPLAY: display.name,
  HOME: home,
  XDG_CONFIG_HOME: join(home, 'config'),
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_DATA_HOME: join(home, 'data'),
  XDG_RUNTIME_DIR: home,
  WAYLAND_DISPLAY: '',
  GDK_BACKEND: 'x11',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  GTK_USE_PORTAL: '0',
});

const wishes = (more) => ({ capabilities: { alwaysMatch: { timeouts: { script: patience }, ...more } } });

async function start_webkit(home, display) {
  const driver_place = found(
    [process.env.WEBKIT_DRIVER, '/usr/bin/WebKitWebDriver'],
    'No WebKitWebDriver was found in /usr/bin; install Debian’s webkit2gtk-driver or name one in WEBKIT_DRIVER.',
  );
  const browsers = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`);
  const binary = found(browsers, 'No MiniBrowser was found in /usr/lib/*/webkit2gtk-4.1; install libwebkit2gtk-4.1-0.');
  mkdirSync(join(home, 'config/gtk-3.0'), { recursive: true });
  writeFileSync(join(home, 'config/gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n'); // reduced motion
  const port = await free_port();
  const program = start(driver_place, [`--port=${port}`, '--host=127.0.0.1'], software(home, display));
  await until(
    () =>
      program.ended ||
      fetch(`http://127.0.0.1:${port}/status`).then(
        ({ ok }) => ok,
        () => false,
      ),
    'WebKitWebDriver never answered.',
  );
  if (program.ended) throw new Error(`WebKitWebDriver could not start; it said: ${last_words(program)}`);
  const wire = driver_over_http(port);
  const options = { binary, args: ['--automation'] };
  await wire.call('NewSession', wishes({ 'webkitgtk:browserOptions': options }));
  return { program, wire, own_faults: async () => [] };
}

// Its own bars are 85 pixels high; where they are not, the window is resized, which costs it five seconds.
const firefox_window = ['--width', `${viewport.width}`, '--height', `${viewport.height + 85}`];

const firefox_settings = {
  'marionette.port': 0, // any; it writes the one it took beside its settings
  'webgl.force-enabled': true, // without a GPU
  'gfx.webrender.software': true,
  'ui.prefersReducedMotion': 1,
  'dom.w3c_touch_events.enabled': 1,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#none',
  'app.normandy.enabled': false,
  'nimbus.rollouts.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

// Firefox's own list of errors knows more than a page can hear: what failed in its workers, for one.
async function firefox_faults(wire) {
  await wire.call('Marionette:SetContext', { value: 'chrome' });
  const list = await wire.call('ExecuteScript', {
    script: `const messages = Services.console.getMessageArray();
      Services.console.reset();
      return messages
        .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
        .filter((one) => !/^(chrome|resource|moz-extension):/.test(one.sourceName))
        .map((one) => one.category + ': ' + one.errorMessage)`,
    args: [],
  });
  await wire.call('Marionette:SetContext', { value: 'content' });
  return list;
}

async function start_firefox(home, display) {
  const binary = found(
    [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'],
    'No Firefox was found in /usr/bin; install Debian’s firefox-esr or name one in FIREFOX.',
  );
  const lines = Object.entries(firefox_settings).map(
    ([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});`,
  );
  writeFileSync(join(home, 'user.js'), lines.join('\n'));
  const args = ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', home, ...firefox_window];
  const program = start(binary, args, { ...software(home, display), MOZ_CRASHREPORTER_DISABLE: '1' });
  const note = join(home, 'MarionetteActivePort');
  const port = await until(
    () => program.ended || (existsSync(note) && Number(readFileSync(note, 'utf8'))),
    () => `Firefox never listened; it said: ${last_words(program)}`,
  );
  if (program.ended) throw new Error(`Firefox could not start; it said: ${last_words(program)}`);
  const wire = await driver_over_marionette(port);
  await wire.call('NewSession', wishes());
  return { program, wire, own_faults: () => firefox_faults(wire) };
}

const starters = { webkit: start_webkit, firefox: start_firefox };
export const engine_names = Object.keys(starters);

// WebKit's driver keeps the console to itself, so a page listens for its own faults.
function listen() {
  window.heard_faults = [];
  const heard = (...words) => window.heard_faults.push(words.join(' '));
  const error = console.error;
  console.error = (...words) => {
    heard('console.error:', ...words);
    error.apply(console, words);
  };
  const lost = ({ target }) => target?.src || target?.href;
  addEventListener('error', (event) => heard('error:', event.message ?? `${lost(event)} was not loaded`), true);
  addEventListener('unhandledrejection', ({ reason }) => heard('unhandled rejection:', reason));
  addEventListener('securitypolicyviolation', (event) => heard('policy:', event.violatedDirective, event.blockedURI));
}

/** A page's HTML with a script before everything else, its policy included, that remembers faults for `faults()`. */
export const with_ears = (html) => html.replace('<head>', () => `<head><script>(${listen})()</script>`);

/** One window of one engine. Points are CSS pixels of the viewport. */
class Engine {
  constructor({ wire, own_faults }, close) {
    this.wire = wire;
    this.own_faults = own_faults;
    this.close = close;
  }

  /** → what went wrong on a page with ears since the last call: errors, console.error, broken policies, lost files */
  async faults() {
    const heard = await this.evaluate(() => window.heard_faults?.splice(0) ?? null);
    if (heard === null) throw new Error('This page was served without ears; with_ears() gives it some.');
    return [...heard, ...(await this.own_faults())];
  }

  /** Calls `look` in the page with arguments that JSON can carry; a promise is awaited. */
  evaluate(look, ...args) {
    return this.wire.call('ExecuteScript', { script: `return (${look}).apply(null, arguments)`, args });
  }

  /** Waits until `look` is truthy in the page. */
  wait_for(look, ...args) {
    return until(() => this.evaluate(look, ...args), `The page never came to: ${look}`);
  }

  /** Opens an address in a viewport of exactly the size above. */
  async open(url) {
    await this.wire.call('Navigate', { url });
    const asked = [viewport.width, viewport.height];
    const inner = await this.evaluate(() => [innerWidth, innerHeight]);
    if (inner.join() === asked.join()) return;
    const [width, height] = await this.evaluate(() => [outerWidth, outerHeight]);
    await this.wire.call('SetWindowRect', { width: width + asked[0] - inner[0], height: height + asked[1] - inner[1] });
    await this.wait_for((wide, high) => innerWidth === wide && innerHeight === high, ...asked);
  }

  url() {
    return this.wire.call('GetCurrentURL');
  }

  /** → the bytes of a PNG of the viewport */
  async screenshot() {
    return Buffer.from(await this.wire.call('TakeScreenshot', { full: false }), 'base64');
  }

  async act(...actions) {
    await this.wire.call('PerformActions', { actions });
  }

  /** Presses at `from` and lets go at `to`; pointer is 'mouse' or 'touch'. */
  drag(from, to = from, pointer = 'mouse') {
    const move = ([x, y], duration = 0) => ({ type: 'pointerMove', origin: 'viewport', x, y, duration });
    const middle = from.map((value, axis) => Math.round((value + to[axis]) / 2));
    const actions = [move(from), { type: 'pointerDown', button: 0 }];
    if (to !== from) actions.push(move(middle, 60), move(to, 60));
    actions.push({ type: 'pause', duration: 60 }, { type: 'pointerUp', button: 0 });
    return this.act({ type: 'pointer', id: pointer, parameters: { pointerType: pointer }, actions });
  }

  move(x, y) {
    return this.act({ type: 'pointer', id: 'mouse', actions: [{ type: 'pointerMove', origin: 'viewport', x, y }] });
  }

  /** Holds `keys` down one after another and lets them go in reverse. */
  press(...keys) {
    const down = keys.map((value) => ({ type: 'keyDown', value }));
    const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }));
    const actions = [...down, { type: 'pause', duration: 60 }, ...up];
    return this.act({ type: 'key', id: 'keys', actions });
  }
}

/** Starts 'webkit' or 'firefox'; rejects with one sentence where it cannot. `close()` leaves no process and no file. */
export async function launch_engine(name) {
  const home = mkdtempSync(join(tmpdir(), `reverie-${name}-`));
  const parts = [];
  const close = async () => {
    for (const part of parts.splice(0).reverse()) await part();
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  parts.push(() => {});
  try {
    const display = await start_display();
    parts.push(display.end);
    const begun = await starters[name](home, display);
    parts.push(begun.program.end, begun.wire.end);
    return new Engine(begun, close);
  } catch (error) {
    await close();
    throw error;
  }
}
