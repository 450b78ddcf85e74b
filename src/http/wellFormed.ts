import type { RequestHandler } from 'express';
import { badSyntax } from './answer.ts';

/**
 * Refuses a request that is not well-formed HTTP.
 *
 * @throws ApiError VALIDATION_FAILED for what Node could not read, for an HTTP/1.1 request without `Host`, and for one
 *   with several (RFC 9112, section 3.2).
 */
export const wellFormed: RequestHandler = (req, _res, next) => {
  if (req.unreadable) throw badSyntax(req.unreadable);
  const hosts = req.headersDistinct.host?.length ?? 0;
  if (hosts > 1 || (hosts === 0 && req.httpVersion === '1.1')) throw badSyntax();
  next();
};
