import { fileURLToPath } from 'node:url';
import type { Request, Response } from 'express';
import type { SiteFolder } from './folder.ts';
import { mediaTypeOf } from './mediaTypes.ts';
import { createPageText, type Encoding, type PageText } from './pageText.ts';

export type Send = (
  path: string,
  req: Request,
  res: Response,
  options?: { readonly status: number },
) => Promise<void>;

/** Files that the build gave a name by their content. */
const isHashed = (path: string) => path.startsWith('_astro/');
/** Files without the service's address, which are sent as they lie in the folder. */
const isAsset = (path: string) => isHashed(path) || path.startsWith('pagefind/') || path.endsWith('.svg');
/** The search runs in one. */
const isWorker = (path: string) => path === 'pagefind/pagefind-worker.js';

/**
 * Sends files of the site: assets as they were built, compressed and cached for long; everything else with the service's
 * own address in it, and asked for again each time by its ETag.
 *
 * @param rewrite puts the service's address into a text.
 */
export function createSend({ url, policies }: SiteFolder, rewrite: (text: string) => string): Send {
  const texts = new Map<string, PageText>();
  const textOf = (path: string): PageText => {
    const text = texts.get(path) ?? createPageText(new URL(path, url), rewrite);
    texts.set(path, text);
    return text;
  };

  return async (path, req, res, { status } = { status: 200 }) => {
    const encoding = encodingOf(req);
    res.status(status).vary('Accept-Encoding').set('Content-Type', mediaTypeOf(path));
    // A worker has the policy that came with its script, not the page's (CSP Level 3, section 4.2.2).
    if (path.endsWith('.html') || isWorker(path)) {
      const policy = /(^|\/)docs\/reference\//.test(path) ? policies.reference : policies.pages;
      res.set('Content-Security-Policy', policy);
    }
    if (isAsset(path)) return sendAsset(path, encoding, res);
    const text = textOf(path);
    res.set({ 'Cache-Control': status === 200 ? 'no-cache' : 'no-store', ETag: await text.etag() });
    if (encoding !== 'identity') res.set('Content-Encoding', encoding);
    res.send(await text.bytes(encoding));
  };

  function sendAsset(path: string, encoding: Encoding, res: Response): void {
    const suffix = /\.(js|css)$/.test(path) ? { br: '.br', gzip: '.gz', identity: '' }[encoding] : '';
    if (suffix !== '') res.set('Content-Encoding', encoding);
    res.set('Cache-Control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    res.sendFile(fileURLToPath(new URL(path + suffix, url)), { cacheControl: false });
  }
}

/** Brotli where it is accepted at all: it is smaller. */
function encodingOf(req: Request): Encoding {
  if (req.acceptsEncodings('br')) return 'br';
  return req.acceptsEncodings('gzip') ? 'gzip' : 'identity';
}
