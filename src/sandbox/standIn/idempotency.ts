import type { Answer } from './answer.ts';
import { StripeError } from './stripeError.ts';

/** What makes two requests the same: all but the key. */
export type KeyedRequest = { readonly key: string; readonly path: string; readonly params: string };

export type Idempotency = {
  /**
   * The answer that the key had before, if any.
   *
   * @throws StripeError 400 `idempotency_error` where the key was used for another request.
   */
  find(request: KeyedRequest): Answer | undefined;
  remember(request: KeyedRequest, answer: Answer): void;
};

/** As many keys as are remembered. Stripe keeps them for 24 hours; a restart of the stand-in forgets them. */
const capacity = 20_000;

/** Remembers the answer to each `Idempotency-Key` (https://docs.stripe.com/api/idempotent_requests). */
export function createIdempotency(): Idempotency {
  const answered = new Map<string, { readonly request: KeyedRequest; readonly answer: Answer }>();
  return {
    find(request) {
      const before = answered.get(request.key);
      if (!before) return undefined;
      if (before.request.path !== request.path) {
        throw mismatch(request, `for the same endpoint they were first used for ('${before.request.path}')`);
      }
      if (before.request.params !== request.params) {
        throw mismatch(request, 'with the same parameters they were first used with');
      }
      return before.answer;
    },
    remember(request, answer) {
      answered.set(request.key, { request, answer });
      const [oldest] = answered.keys();
      if (answered.size > capacity && oldest !== undefined) answered.delete(oldest);
    },
  };
}

function mismatch({ key }: KeyedRequest, rule: string): StripeError {
  return new StripeError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used ${rule}. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
