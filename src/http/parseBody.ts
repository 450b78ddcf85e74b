import express, { type Request, type RequestHandler } from 'express';
import type { Operation } from '../../generated/operations.ts';
import { ApiError, type Detail } from '../errors.ts';
import { badSyntax } from './answer.ts';

/** As `contracts.md` has it: no route needs nearly as much. */
const limitBytes = 16 * 1024;

const readBytes = express.raw({ type: () => true, limit: limitBytes });

/**
 * Reads a JSON body into `req.body`. No bytes, or the four bytes `null`, mean that there is no body: what published
 * clients send where they have none.
 *
 * @throws ApiError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or VALIDATION_FAILED, in that order.
 */
export function parseBody(operation: Operation): RequestHandler {
  return (req, res, next) => {
    // Where no body is allowed, the type of one that comes all the same does not matter.
    const typeFits = !operation.takesBody || isJson(req);
    const length = Number(req.get('content-length') ?? 0);
    if (!typeFits && length > 0) throw new ApiError('UNSUPPORTED_MEDIA_TYPE');
    // Told before it is read: the reader would take it all in first.
    if (length > limitBytes) throw new ApiError('PAYLOAD_TOO_LARGE');
    // No bytes are no body, whatever coding they are said to have.
    if (req.get('content-length') === '0') delete req.headers['content-encoding'];
    // The reader takes a request that broke off meanwhile for one without a body.
    if (req.unreadable || req.destroyed || !req.socket.readable) throw badSyntax(req.unreadable);
    readBytes(req, res, (error?: unknown) => {
      if (error !== undefined && error !== null) {
        next(typeFits ? readFailure(error, operation) : new ApiError('UNSUPPORTED_MEDIA_TYPE'));
        return;
      }
      const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      if (bytes.length > 0 && !typeFits) {
        next(new ApiError('UNSUPPORTED_MEDIA_TYPE'));
        return;
      }
      req.body = bytes.length === 0 ? undefined : parseJson(bytes);
      if (req.body === null) req.body = undefined;
      if (req.body !== undefined && !operation.takesBody) {
        next(invalid({ code: 'custom', path: [], reason: 'bodyNotAllowed' }));
        return;
      }
      if (req.body === undefined && operation.requiresBody) {
        next(invalid({ code: 'invalid_type', path: [], reason: 'bodyRequired' }));
        return;
      }
      // The validator takes a content type without bytes for a missing body, and keeps a compiled schema for every
      // spelling of the type that it ever saw: `application/json; a=1`, `a=2` and so on would fill the memory.
      if (req.body === undefined) delete req.headers['content-type'];
      else req.headers['content-type'] = 'application/json';
      next(req.body === notJson ? invalid({ code: 'custom', path: [], reason: 'notJson' }) : undefined);
    });
  };
}

const notJson = Symbol('not JSON');

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return notJson;
  }
}

/** Whether the body is declared as JSON in UTF-8 (RFC 8259, section 8.1). */
function isJson(req: Request): boolean {
  const [type, ...parameters] = (req.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  return (
    type?.trim() === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset))
  );
}

/** What body-parser says of a body that it could not read, by its `type` (its texts stay in the log). */
function readFailure(error: unknown, operation: Operation): ApiError {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new ApiError('PAYLOAD_TOO_LARGE', { cause: error });
  if (type === 'encoding.unsupported' && operation.takesBody) {
    return new ApiError('UNSUPPORTED_MEDIA_TYPE', { cause: error });
  }
  return invalid(
    { code: 'custom', path: [], reason: operation.takesBody ? 'notJson' : 'bodyNotAllowed' },
    error,
  );
}

function invalid(detail: Detail, cause?: unknown): ApiError {
  return new ApiError('VALIDATION_FAILED', { details: [detail], cause });
}
