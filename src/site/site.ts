import type { Request, RequestHandler, Response } from 'express';
import errors from '../../generated/errors.json' with { type: 'json' };
import { languages } from '../../generated/languages.ts';
import { ApiError } from '../errors.ts';
import { basePathOf, withAddress } from './address.ts';
import type { SiteFolder } from './folder.ts';
import { pathsOf } from './paths.ts';
import { createSend } from './send.ts';

export type Site = {
  /** Answers for every address of the site, and for addresses within it that do not exist; others go on. */
  readonly pages: RequestHandler;
  /** `GET /api/errors/`, to which every docUrl leads: a page for people or JSON for programs, as `Accept` prefers. */
  readonly errorCatalogue: RequestHandler;
};

const otherLanguages = Object.keys(languages).filter((code) => code !== 'en');
/** Addresses that belong to the site, whether they exist or not. */
const withinSite = new RegExp(`^(/(${otherLanguages.join('|')}))?/(docs|api/errors)(/|$)`);

/**
 * The documentation: what `packages/docs` was built into.
 *
 * @param folder undefined where it was not built: then the catalogue is there as JSON, and nothing else.
 * @param publicUrl without a slash at its end.
 * @example const site = createSite(findSiteFolder(), 'https://billing.yourapp.com');
 */
export function createSite(folder: SiteFolder | undefined, publicUrl: string): Site {
  const rewrite = withAddress(publicUrl);
  const json = rewrite(JSON.stringify({ errors }));
  const sendJson = (res: Response) => {
    res.set('Cache-Control', 'no-cache').type('json').send(json);
  };
  if (folder === undefined) {
    return {
      pages: (_req, _res, next) => next(),
      errorCatalogue: (_req, res) => sendJson(res.vary('Accept')),
    };
  }

  const paths = pathsOf(folder.url);
  const send = createSend(folder, rewrite);
  const base = basePathOf(publicUrl);

  /** A page that has another form for programs, at the same address. */
  const sendCatalogue = (path: string, req: Request, res: Response): Promise<void> => {
    res.vary('Accept');
    return send(prefersJson(req) ? path.replace(/html$/, 'json') : path, req, res);
  };

  const pages: RequestHandler = async (req, res, next) => {
    const path = paths.get(req.path);
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (path !== undefined && !isRead)
      throw new ApiError('METHOD_NOT_ALLOWED', { headers: { Allow: 'GET, HEAD' } });
    if (path?.endsWith('api/errors/index.html')) return sendCatalogue(path, req, res);
    if (path !== undefined && !path.endsWith('docs/404/index.html')) return send(path, req, res);
    if (!isRead || !withinSite.test(req.path)) return next();
    if (req.path === '/docs') {
      res.vary('Accept-Language').redirect(302, `${base}${prefixOf(languageOf(req))}/docs/`);
      return;
    }
    if (paths.has(`${req.path}/`)) return res.redirect(301, `${base}${req.path}/`);
    const language = otherLanguages.find((code) => req.path.startsWith(`/${code}/`)) ?? 'en';
    const notFound = paths.get(`${prefixOf(language)}/docs/404/`);
    // A person reads a page; a program, and whoever does not say, gets the error that it gets everywhere.
    if (notFound === undefined || req.accepts(['json', 'html']) !== 'html') return next();
    res.vary('Accept').locals.code = 'NOT_FOUND';
    return send(notFound, req, res, { status: 404 });
  };

  return {
    pages,
    errorCatalogue: (req, res) => {
      const path = paths.get('/api/errors/');
      if (path !== undefined && !prefersJson(req)) return sendCatalogue(path, req, res);
      sendJson(res.vary('Accept'));
    },
  };
}

function prefersJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

function languageOf(req: Request): string {
  return req.acceptsLanguages(['en', ...otherLanguages]) || 'en';
}

/** The language as the first part of a path; English has none. */
function prefixOf(language: string): string {
  return language === 'en' ? '' : `/${language}`;
}
