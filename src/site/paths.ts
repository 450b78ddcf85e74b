import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is in the folder and no address of its own: the build's record, and other forms of a file that has one. */
const isHidden = (path: string) => path === 'site.json' || /\.(br|gz)$/.test(path);

/**
 * Every address of the site and the file behind it: `/docs/` is `docs/index.html`.
 *
 * @param folder ends with a slash.
 * @returns address to path within the folder.
 */
export function pathsOf(folder: URL): ReadonlyMap<string, string> {
  const files = globSync('{.well-known/,}**/*.*', { cwd: fileURLToPath(folder) });
  const catalogue = globSync('.well-known/*', { cwd: fileURLToPath(folder) });
  return new Map(
    [...new Set([...files, ...catalogue])]
      .filter((path) => !isHidden(path))
      .map((path) => [`/${path.replace(/(^|\/)index\.html$/, '$1')}`, path]),
  );
}
