// Where a model package lies and how its files are named. What the card means is read by the shared C++ parser.
import { type FetchOptions, fetch_text } from './fetch.ts';
import { type FileSpec, Problem } from './protocol.ts';

export const max_manifest_bytes = 1 << 20;
const max_file_bytes = 64_000_000;

function package_url(models_url: string, id: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(id))
    throw new Problem(
      `“${id.slice(0, 80)}” cannot be a model: an id is lower-case letters, digits and inner hyphens, at most 64 of them; choose another model.`,
    );
  return `${models_url.replace(/\/$/, '')}/${id}/`;
}

/** The text of models/<id>/model.json, unread and untrusted. Throws a Problem. */
export async function fetch_manifest(models_url: string, id: string, options: FetchOptions = {}): Promise<string> {
  const url = `${package_url(models_url, id)}model.json`;
  const text = await fetch_text(url, max_manifest_bytes, options).catch((error: unknown) => {
    if (error instanceof Problem && /is missing|sent a web page/.test(error.message))
      throw new Problem(`There is no model “${id}” here: ${error.message.replace(/^“model\.json” is/, 'its card is')}`);
    throw error;
  });
  return text;
}

/** One file of a package as its card describes it; a name that leaves the folder is refused. Throws a Problem. */
export function file_of_package(models_url: string, id: string, name: string, bytes: number, sha256: string): FileSpec {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/.test(name))
    throw new Problem(
      `The card of “${id}” names a file “${name.slice(0, 80)}” that is no plain file name; it was refused.`,
    );
  if (!(Number.isInteger(bytes) && bytes > 0 && bytes <= max_file_bytes))
    throw new Problem(
      `The card of “${id}” says that “${name}” has ${bytes} bytes; 1 to ${max_file_bytes} are allowed, so it was refused.`,
    );
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new Problem(`The card of “${id}” has no proper fingerprint for “${name}”; it was refused.`);
  return { url: `${package_url(models_url, id)}${name}`, bytes, sha256 };
}
