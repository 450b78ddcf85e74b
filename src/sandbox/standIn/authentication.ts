import { StripeError } from './stripeError.ts';

/** How a request brought its key: what the request log keeps in place of the key itself. */
export type AuthorizationKind = 'basic' | 'bearer' | 'none';

export function authorizationKind(header: string | null): AuthorizationKind {
  const scheme = header?.split(' ')[0]?.toLowerCase();
  return scheme === 'bearer' || scheme === 'basic' ? scheme : 'none';
}

/**
 * Takes every test mode key, as a bearer token or as the user name of basic authentication, but those that begin with
 * `sk_test_invalid` (https://docs.stripe.com/api/authentication).
 *
 * @returns the key.
 * @throws StripeError 401 without a key, or with another kind of key.
 */
export function authenticate(header: string | null): string {
  const key = keyIn(header);
  if (!key) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (!/^(sk|rk)_test_\w+$/.test(key) || key.startsWith('sk_test_invalid')) {
    throw unauthorized(`Invalid API Key provided: ${maskedKey(key)}`);
  }
  return key;
}

function keyIn(header: string | null): string | undefined {
  const credential = header?.split(' ')[1] ?? '';
  switch (authorizationKind(header)) {
    case 'bearer':
      return credential;
    case 'basic':
      return Buffer.from(credential, 'base64').toString('utf8').split(':')[0];
    case 'none':
      return undefined;
  }
}

/** A key as Stripe's messages show it. */
export function maskedKey(key: string): string {
  return key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}` : '****';
}

function unauthorized(message: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message });
}
