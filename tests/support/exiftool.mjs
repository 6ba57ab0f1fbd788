// What exiftool, which is none of ours, reads in a file.
import { execFileSync } from 'node:child_process';

/** → the tags by their names, numbers as numbers. */
export function tags_of(file) {
  const text = execFileSync('exiftool', ['-json', '-n', file], { encoding: 'utf8', maxBuffer: 64 << 20 });
  return JSON.parse(text)[0];
}

/** The last word of the address that names the source: "trainedAlgorithmicMedia". */
export const source_of = (tags) =>
  tags.DigitalSourceType?.replace(/^http:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\//, '');
