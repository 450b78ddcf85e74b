import qs, { type ParsedQs } from 'qs';
import { StripeError } from './stripeError.ts';

/** A request's parameters before anything is known of them: texts, lists and maps of texts. */
export type FormValue = ParsedQs[string];
export type Form = ParsedQs;

/**
 * Reads Stripe's form encoding, with brackets for maps and lists (`metadata[a]=1&items[0][price]=price_1`). The query
 * and the body are one set of parameters to Stripe; the body wins.
 *
 * @throws StripeError 400 where brackets are nested or repeated beyond reason.
 */
export function parseForm(query: string, body: string): Form {
  try {
    return { ...parse(query), ...parse(body) };
  } catch {
    throw new StripeError(400, {
      type: 'invalid_request_error',
      message: 'Invalid request: the parameters could not be read as a form.',
    });
  }
}

function parse(text: string): Form {
  return qs.parse(text, {
    depth: 8,
    strictDepth: true,
    arrayLimit: 200,
    parameterLimit: 2000,
    throwOnLimitExceeded: true,
    plainObjects: true,
  });
}
