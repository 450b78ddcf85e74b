import type { BillingPortalErrorCode, ClientErrorCode } from './errorCodes.ts';
import type { ErrorCode, ErrorDetail } from './generated/openapi.ts';

export type ErrorFacts = {
  readonly code: BillingPortalErrorCode;
  readonly message: string;
  readonly status?: number;
  readonly docUrl?: string | undefined;
  readonly details?: readonly ErrorDetail[];
  readonly requestId?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
};

/** These say that the request was not carried out: too many, or somebody behind is away. */
const retryableStatuses: readonly number[] = [429, 502, 503];
const retryableCodes: readonly BillingPortalErrorCode[] = ['CONNECTION_FAILED', 'IDEMPOTENCY_IN_PROGRESS'];

/**
 * What every failed call rejects with; only an abort and what your own token function throws pass through as they are.
 *
 * @example
 * try {
 *   await client.createBillingPortal();
 * } catch (error) {
 *   if (!(error instanceof BillingPortalError)) throw error;
 *   if (error.is('NO_STRIPE_CUSTOMER')) showPlans();
 *   else showMessage(error.message, error.isRetryable);
 * }
 */
export class BillingPortalError extends Error {
  /** What happened, for programs: a code of the error catalogue, or one of this client's own. */
  readonly code: BillingPortalErrorCode;
  /** The HTTP status; 0 where no whole answer came. */
  readonly status: number;
  /** The section of the error catalogue about this code, for developers. */
  readonly docUrl: string | undefined;
  /** With `VALIDATION_FAILED`: one object for each field that failed. Empty otherwise. */
  readonly details: readonly ErrorDetail[];
  /** Names the request in the service's log: quote it when you ask for help. */
  readonly requestId: string | undefined;
  /** How many seconds the service asks you to wait before you try again. */
  readonly retryAfter: number | undefined;

  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.name = 'BillingPortalError';
    this.code = facts.code;
    this.status = facts.status ?? 0;
    this.docUrl = facts.docUrl;
    this.details = facts.details ?? [];
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
  }

  /**
   * Whether it has one of these codes. Narrows `code` to them, which `===` does not as long as any text may be a code, and
   * takes known codes alone: a misspelt one fails to compile.
   *
   * @example if (error.is('NO_STRIPE_CUSTOMER', 'NOT_FOUND')) showPlans();
   */
  is<Code extends ErrorCode | ClientErrorCode>(...codes: readonly Code[]): this is { readonly code: Code } {
    return codes.some((code) => code === this.code);
  }

  /** Whether the same request may be sent again as it is. The client has then tried already, as its policy allows. */
  get isRetryable(): boolean {
    return retryableStatuses.includes(this.status) || retryableCodes.includes(this.code);
  }
}
