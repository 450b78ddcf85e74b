/** The `error` object of an answer (https://docs.stripe.com/api/errors). */
export type StripeErrorBody = {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string | undefined;
  /** Why a card was declined. */
  readonly decline_code?: string | undefined;
  readonly param?: string | undefined;
};

/** A failure that the stand-in answers with, in Stripe's words. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.name = 'StripeError';
    this.status = status;
    this.body = body;
  }
}

/** A parameter that Stripe would not take: 400, naming the parameter (`items[0][price]`). */
export function invalidParam(param: string, message: string, code?: string): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message, param, code });
}

/**
 * An object that does not exist. Stripe answers 404 where the id was in the path, and 400 where it was a parameter.
 *
 * @example resourceMissing('customer', 'cus_1', 'customer') // 400 No such customer: 'cus_1'
 */
export function resourceMissing(
  what: string,
  id: string,
  param: string,
  status: 400 | 404 = 400,
): StripeError {
  return new StripeError(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    param,
    message: `No such ${what}: '${id}'`,
  });
}

/** What goes over the wire for an error: the body with the links that Stripe adds to it. */
export function errorAnswer(error: StripeErrorBody, requestId: string): object {
  const code = error.code?.replaceAll('_', '-');
  return {
    error: {
      ...error,
      ...(code && { doc_url: `https://stripe.com/docs/error-codes/${code}` }),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
    },
  };
}
