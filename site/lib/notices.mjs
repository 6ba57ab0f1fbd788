// NOTICES.txt: whose work is in the static site, with their licences, read from the packages it was built with.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// What is linked into studio.wasm or lies in the site, by the Debian package that carries its copyright file.
const from_debian = [
  ['SDL 2', 'libsdl2-dev'],
  ['Dear ImGui', 'libimgui-dev'],
  ['Anti-Grain Geometry', 'libagg-dev'],
  ['JSON for Modern C++', 'nlohmann-json3-dev'],
  ['Emscripten (system libraries: musl, libc++, compiler-rt)', 'emscripten'],
  ['stb_truetype', 'libstb-dev'],
  ['Inter (typeface)', 'fonts-inter'],
  ['Vollkorn (typeface)', 'fonts-vollkorn'],
  ['JetBrains Mono (typeface)', 'fonts-jetbrains-mono'],
  ['Noto Sans CJK SC (typeface of the Chinese studio)', 'fonts-noto-cjk'],
  ['ONNX Runtime, and what it contains', 'libonnxruntime-dev'],
];
const from_npm = ['onnxruntime-web', 'onnxruntime-common', '@noble/hashes'];

const rule = `\n${'='.repeat(78)}\n`;

function debian_text([name, package_name]) {
  const file = `/usr/share/doc/${package_name}/copyright`;
  if (!existsSync(file))
    throw new Error(
      `The notices need ${file}; run the build inside the Debian 13 root, where ${package_name} is installed.`,
    );
  return `${rule}${name} (from Debian's package ${package_name})${rule}\n${readFileSync(file, 'utf8').trim()}\n`;
}

function npm_text(root, name) {
  const folder = join(root, 'node_modules', name);
  const card = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licence = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((file) => join(folder, file)).find(existsSync);
  const text = licence ? readFileSync(licence, 'utf8').trim() : `Licence: ${card.license}`;
  return `${rule}${name} ${card.version} (from npm)${rule}\n${text}\n`;
}

export function notices_text(root) {
  const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
  const head = `Reverie\n\n${own}\n\nThis site also carries the work of others, named below with their licences. Each model's own\ncard (models/<id>/CARD.md) names the data it learned from.\n`;
  return [head, ...from_npm.map((name) => npm_text(root, name)), ...from_debian.map(debian_text)].join('');
}
