// A page with the runtime in a worker that draws as directly as one would by hand: floats to bytes, a texture, a quad.
const side = 64;
const worker = new Worker(new URL('./bare_worker.js', import.meta.url), { type: 'module' });
const answer = () =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });

function drawer() {
  const gl = document.getElementById('canvas').getContext('webgl2', { alpha: false });
  const shader = (type, text) => {
    const made = gl.createShader(type);
    gl.shaderSource(made, text);
    gl.compileShader(made);
    return made;
  };
  const program = gl.createProgram();
  const corners = 'vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1))';
  gl.attachShader(
    program,
    shader(
      gl.VERTEX_SHADER,
      `#version 300 es\nout vec2 at; void main() { at = ${corners}; gl_Position = vec4(at * 2.0 - 1.0, 0, 1); }`,
    ),
  );
  gl.attachShader(
    program,
    shader(
      gl.FRAGMENT_SHADER,
      '#version 300 es\nprecision mediump float; in vec2 at; uniform sampler2D t; out vec4 c; void main() { c = texture(t, at); }',
    ),
  );
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  const pixels = new Uint8Array(side * side * 4).fill(255);
  return (floats) => {
    const plane = side * side;
    for (let i = 0; i < plane; i += 1)
      for (let c = 0; c < 3; c += 1)
        pixels[4 * i + c] = Math.min(Math.max((floats[c * plane + i] + 1) * 127.5 + 0.5, 0), 255);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, side, side, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  };
}

window.bench = {
  async open({ runtime, graph }) {
    worker.postMessage({ runtime, graph });
    await answer();
    this.draw = drawer();
  },
  /** Milliseconds of each picture, from the wish to the drawn quad; and of the runtime alone. */
  async pictures(count, codes) {
    const all = [];
    for (let i = 0; i < count; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25)); // as far apart as the frames of the other page
      const z = Float32Array.from({ length: codes }, () => Math.random() * 2 - 1);
      const before = performance.now();
      worker.postMessage({ z }, [z.buffer]);
      const { data, milliseconds } = await answer();
      this.draw(data);
      all.push({ whole: performance.now() - before, runtime: milliseconds });
    }
    return all;
  },
};
