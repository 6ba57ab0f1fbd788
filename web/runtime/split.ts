// ONNX Runtime comes in two files, cut by the build (site/lib/runtime.mjs): the functions that generators call, and the
// rest. In the first, every function of the rest is a placeholder. A call of one cannot wait for a file, so it stops the
// graph and says so here; the page then starts a new worker with both files.

/** Whether this worker's runtime called a function that lies in the rest. Its own error may hide behind another. */
export let wants_rest = false;

function placeholders(): WebAssembly.ModuleImports {
  const missing = (): never => {
    wants_rest = true;
    throw new Error('This function lies in the second file of the runtime.');
  };
  return new Proxy({}, { get: () => missing });
}

/**
 * When `first`, the runtime's first file, is instantiated in this realm, it is joined with `rest` where that is given.
 * ONNX Runtime Web instantiates its own file and offers no way to say with what, so it is told here.
 */
export function join_runtime(first: Uint8Array<ArrayBuffer>, rest?: Uint8Array<ArrayBuffer>): void {
  const { instantiate } = WebAssembly;
  const joining = async (file: BufferSource | WebAssembly.Module, imports: WebAssembly.Imports) => {
    // Told by its length: the runtime may have copied it. The graph check instantiates too, a module of its own.
    if (file instanceof WebAssembly.Module || file.byteLength !== first.byteLength) return instantiate(file, imports);
    WebAssembly.instantiate = instantiate;
    const made = await instantiate(file, { ...imports, placeholder: placeholders() });
    // It names the first one's exports and takes the placeholders' seats in its table by itself.
    if (rest) await instantiate(rest, { primary: made.instance.exports });
    return made;
  };
  WebAssembly.instantiate = joining as typeof instantiate;
}
