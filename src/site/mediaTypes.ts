import { extname } from 'node:path';

const byExtension: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
};

/** RFC 9727, section 4.2. */
const apiCatalog = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

/** The media type of a file of the site. */
export function mediaTypeOf(path: string): string {
  if (path.endsWith('/api-catalog')) return apiCatalog;
  return byExtension[extname(path)] ?? 'application/octet-stream';
}
