import Stripe from 'stripe';
import type { ErrorCode } from '../../generated/catalogue.ts';
import { ApiError } from '../errors.ts';

/** What became of a failed call to Stripe, and what a caller is told of it: the failure table. */
const codeByOutcome = {
  timeout: 'STRIPE_UNAVAILABLE',
  connection: 'STRIPE_UNAVAILABLE',
  server_error: 'STRIPE_UNAVAILABLE',
  rate_limited: 'STRIPE_UNAVAILABLE',
  breaker_open: 'STRIPE_UNAVAILABLE',
  no_place: 'STRIPE_UNAVAILABLE',
  closing: 'STRIPE_UNAVAILABLE',
  key_refused: 'INTERNAL_ERROR',
  wrong_mode: 'INTERNAL_ERROR',
  portal_not_configured: 'PORTAL_NOT_CONFIGURED',
  // The gateway answers this one with undefined; it is told to nobody.
  unknown_customer: 'INTERNAL_ERROR',
  bad_request: 'INTERNAL_ERROR',
  bad_response: 'STRIPE_BAD_RESPONSE',
} as const satisfies Record<string, ErrorCode>;

export type FailureOutcome = keyof typeof codeByOutcome;

/** The outcomes that are Stripe's own failures: worth another try, and counted by the breaker. */
const failuresOfStripe: ReadonlySet<FailureOutcome> = new Set([
  'timeout',
  'connection',
  'server_error',
  'rate_limited',
]);

/** Where nothing says better: about as long as one try may take. */
const usualRetryAfter = 5;

export type FailureFacts = {
  /** What the log may know. Never the message, the body, a header or a URL: they can carry secrets. */
  readonly log?: Readonly<Record<string, string | number | undefined>>;
  /** For the log alone, and only of our own or the system's making. */
  readonly cause?: unknown;
  /** In how many seconds a caller may ask again, where we know it. */
  readonly retryAfter?: number;
  /** For how many seconds Stripe asks us to wait (`Retry-After`). */
  readonly stripeRetryAfter?: number;
  /** Whether Stripe itself says that another try is of no use. */
  readonly final?: boolean;
};

/** A call to Stripe that failed, inside this room. Outside it is an ApiError. */
export class StripeFailure extends Error {
  readonly outcome: FailureOutcome;
  readonly facts: FailureFacts;

  constructor(outcome: FailureOutcome, facts: FailureFacts = {}) {
    super(`Stripe: ${outcome}`, { cause: facts.cause });
    this.name = 'StripeFailure';
    this.outcome = outcome;
    this.facts = facts;
  }
}

/** Whether it was Stripe that failed. An answer of 4xx shows that Stripe is well, and our own limits say nothing of it. */
export function isFailureOfStripe(error: unknown): error is StripeFailure {
  return error instanceof StripeFailure && failuresOfStripe.has(error.outcome);
}

/**
 * Reads what Stripe's SDK threw.
 *
 * @returns the failure; anything that is not of the SDK's making, such as a fault of ours, comes back as it is.
 */
export function toFailure(thrown: unknown): unknown {
  if (!(thrown instanceof Stripe.errors.StripeError)) return thrown;
  if (thrown instanceof Stripe.errors.StripeConnectionError) {
    return new StripeFailure('connection', { cause: thrown.detail });
  }
  const { rawType: type, code, param, statusCode: status, requestId, doc_url: doc, headers } = thrown;
  return new StripeFailure(outcomeOf(thrown), {
    log: { type, code, param, status, requestId, doc },
    ...retryAdvice(headers),
  });
}

/** Tells a refusal of the same idempotency key while its first request is still being worked on. */
export function isKeyInUse(error: unknown): boolean {
  return error instanceof StripeFailure && error.facts.log?.code === 'idempotency_key_in_use';
}

/** What a caller of the service is told, by the failure table. */
export function toApiError(failure: StripeFailure): ApiError {
  const { outcome, facts } = failure;
  const code = codeByOutcome[outcome];
  const retryAfter = Math.max(facts.retryAfter ?? usualRetryAfter, facts.stripeRetryAfter ?? 0);
  return new ApiError(code, {
    log: { stripe: { outcome, ...facts.log } },
    ...(facts.cause === undefined ? {} : { cause: facts.cause }),
    ...(code === 'STRIPE_UNAVAILABLE' ? { headers: { 'Retry-After': String(retryAfter) } } : {}),
  });
}

function outcomeOf(error: InstanceType<typeof Stripe.errors.StripeError>): FailureOutcome {
  const status = error.statusCode ?? 0;
  if (status >= 500) return 'server_error';
  if (status === 429) return 'rate_limited';
  if (status === 401 || status === 403) return 'key_refused';
  if (status < 400) return 'bad_response';
  if (isMissingCustomer(error)) return isOfOtherMode(error.message) ? 'wrong_mode' : 'unknown_customer';
  return isMissingConfiguration(error.message) ? 'portal_not_configured' : 'bad_request';
}

/** `param` is `id` where the customer itself is read; this room reads nothing else by its id. */
function isMissingCustomer({ code, param }: { code?: string; param?: string }): boolean {
  return code === 'resource_missing' && (param === 'customer' || param === 'id');
}

/**
 * "No such customer: 'cus_1'; a similar object exists in live mode, but a test mode key was used to make this
 * request." Stripe gives it no code of its own.
 */
function isOfOtherMode(message: string): boolean {
  return /a similar object exists in (live|test) mode/i.test(message);
}

/**
 * "No configuration provided and your test mode default configuration has not been created. Provide a configuration
 * or create your default by saving your customer portal settings in test mode at …", and before 2022 "You can't
 * create a portal session in test mode until you save your customer portal settings …" (mozilla/fxa#13245): an
 * `invalid_request_error` without a code.
 */
function isMissingConfiguration(message: string): boolean {
  return /sav(e|ing) your customer portal settings/i.test(message);
}

/** https://docs.stripe.com/rate-limits and the SDK's own reading of `Stripe-Should-Retry`. */
function retryAdvice(headers: Readonly<Record<string, string>> | undefined): FailureFacts {
  const seconds = headers?.['retry-after'] ?? '';
  return {
    ...(/^\d{1,4}$/.test(seconds) ? { stripeRetryAfter: Number(seconds) } : {}),
    final: headers?.['stripe-should-retry'] === 'false',
  };
}
