import type { ErrorRequestHandler } from 'express';
import type { ErrorCode } from '../../generated/catalogue.ts';
import { envelopes, type Operation } from '../../generated/operations.ts';
import { ApiError, docUrlOf } from '../errors.ts';
import { type WrittenDetail, write } from './wording.ts';

export type ErrorContent = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly docUrl: string;
  readonly details?: readonly WrittenDetail[];
};
export type Envelopes = Readonly<Record<'flat' | 'nested', (content: ErrorContent) => object>>;

export type ErrorAnswer = { readonly status: number; readonly code: ErrorCode; readonly body: object };
/** Says what a caller reads about an error, in the words of an operation. */
export type Tell = (error: ApiError, operation?: Operation) => ErrorContent & { readonly status: number };

/** @param publicUrl without a slash at its end; docUrls start with it. */
export function createTell(publicUrl: string): Tell {
  return (error, operation) => ({ ...write(error, operation), docUrl: docUrlOf(publicUrl, error.code) });
}

/** Puts an error into the words of its operation and the envelope of its path. */
export type WriteError = (error: ApiError, path: string, operation?: Operation) => ErrorAnswer;

export function createErrorWriter(tell: Tell, shapes: Envelopes): WriteError {
  return (error, path, operation) => {
    const { status, ...content } = tell(error, operation);
    const envelope = envelopes.find(({ prefix }) => path.startsWith(prefix))?.envelope ?? 'nested';
    return { status, code: error.code, body: shapes[envelope](content) };
  };
}

/** The one way out for errors: whatever was thrown becomes a code, a text of the spec, and an envelope. */
export function answerErrors(writeError: WriteError): ErrorRequestHandler {
  return (thrown: unknown, req, res, _next) => {
    if (wasCalledOff(thrown, res)) return;
    const error = toApiError(thrown);
    const { status, code, body } = writeError(error, req.path, req.operation);
    res.locals.code = code;
    const { cause, log } = error.options;
    // Unavailable without a cause is what we mean to be: this process is shutting down.
    const isMeant = code === 'SERVICE_UNAVAILABLE' && cause === undefined;
    if (status >= 500 && !isMeant) req.log.error({ err: cause ?? error, code, ...log }, 'failed');
    else if (log) req.log.warn({ code, ...log }, 'refused');
    // Half an answer cannot be mended: the caller is to see that it is cut off.
    if (res.headersSent) res.destroy();
    if (res.destroyed) return;
    res.status(status).set({ 'Cache-Control': 'no-store', ...error.options.headers });
    res.json(body);
  };
}

/** Whether the caller is gone, and what was under way for them was called off: nothing failed. */
export function wasCalledOff(thrown: unknown, res: { readonly destroyed: boolean }): boolean {
  return res.destroyed && thrown instanceof Error && thrown.name === 'AbortError';
}

/** What a caller is told about whatever was thrown. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  // Express cannot decode a path such as /%zz.
  if (thrown instanceof URIError) return badSyntax(thrown);
  return new ApiError('INTERNAL_ERROR', { cause: thrown });
}

/** A request that cannot be read as HTTP. */
export function badSyntax(cause?: unknown): ApiError {
  return new ApiError('VALIDATION_FAILED', {
    details: [{ code: 'custom', path: [], reason: 'badRequestSyntax' }],
    cause,
  });
}
