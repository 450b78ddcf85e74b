import type { ErrorCode } from '../generated/catalogue.ts';

/** One field of a request that failed; its text comes from the spec, chosen by `code` or `reason`. */
export type Detail = {
  /** What failed, in the words of a Zod issue. */
  readonly code: 'invalid_type' | 'unrecognized_keys' | 'invalid_format' | 'too_big' | 'too_small' | 'custom';
  /** Keys from the root of the body, the query or the claims: `['returnUrl']`. */
  readonly path: readonly (string | number)[];
  /** Names the text in the spec where `code` alone does not say enough. */
  readonly reason?: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/**
 * The section of the error page about a code.
 *
 * @param publicUrl the service's address as callers know it, without a slash at its end.
 * @example docUrlOf('https://billing.yourapp.com', 'NO_STRIPE_CUSTOMER')
 * // 'https://billing.yourapp.com/api/errors/#no-stripe-customer'
 */
export function docUrlOf(publicUrl: string, code: string): string {
  return `${publicUrl}/api/errors/#${anchorOf(code)}`;
}

/** The code as an anchor of the error page: lower-kebab case. */
export function anchorOf(code: string): string {
  return code.toLowerCase().replaceAll('_', '-');
}

export type ApiErrorOptions = {
  /** A named text of the operation or of the catalogue, in place of the usual one. */
  readonly variant?: string;
  /** Values for the text's `{names}`. The caller reads them: never a secret, never a library's message. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly details?: readonly Detail[];
  /** Headers that belong to this answer, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log alone. */
  readonly cause?: unknown;
  readonly log?: Readonly<Record<string, unknown>>;
};

/**
 * A failure that a caller is told of. It names a code of the catalogue and, at most, one of the spec's texts: the
 * status, the wording and the envelope are the spec's, so no text for a caller is made in code.
 *
 * @example throw new ApiError('NO_STRIPE_CUSTOMER')
 * @example throw new ApiError('UNAUTHORIZED', { variant: 'apiKeyRefused' })
 * @example throw new ApiError('STRIPE_UNAVAILABLE', { cause: error, headers: { 'Retry-After': '10' } })
 */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly options: ApiErrorOptions;

  constructor(code: ErrorCode, options: ApiErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.options = options;
  }
}
