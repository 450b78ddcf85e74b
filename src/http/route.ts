import type { RequestHandler } from 'express';
import type { Operation } from '../../generated/operations.ts';
import { ApiError } from '../errors.ts';

/**
 * Says which operation a request is for. Only the documents are asked for again by their ETag; what an operation says of
 * this moment, it says in full.
 */
export function routeTo(operation: Operation): RequestHandler {
  const isDocument = operation.success.cacheControl === null;
  return (req, _res, next) => {
    req.operation = operation;
    if (!isDocument) {
      delete req.headers['if-none-match'];
      delete req.headers['if-modified-since'];
    }
    next();
  };
}

/** The path exists and the method does not (RFC 9110, section 15.5.6). */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return () => {
    throw new ApiError('METHOD_NOT_ALLOWED', { headers: { Allow: allow } });
  };
}

/** Neither the spec nor the site knows the path. */
export const notFound: RequestHandler = () => {
  throw new ApiError('NOT_FOUND');
};
