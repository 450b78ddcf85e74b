import type { RequestHandler } from 'express';
import { basePathOf } from './address.ts';

/**
 * Says on every answer where this API is described, for programs and for people (RFC 8631), and where all about it is
 * listed (RFC 9727).
 *
 * @param publicUrl without a slash at its end.
 */
export function serviceLinks(publicUrl: string): RequestHandler {
  const base = basePathOf(publicUrl);
  const links = [
    `<${base}/openapi.json>; rel="service-desc"; type="application/json"`,
    `<${base}/docs/>; rel="service-doc"; type="text/html"`,
    `<${base}/.well-known/api-catalog>; rel="api-catalog"`,
  ].join(', ');
  return (_req, res, next) => {
    res.set('Link', links);
    next();
  };
}
