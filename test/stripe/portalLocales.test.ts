import type Stripe from 'stripe';
import { describe, expectTypeOf, it } from 'vitest';
import type { PortalLocale } from '../../src/billing/portalLocales.ts';

/** The words in a type of the SDK, without the "any other text" that it allows as well. */
type Words<T> = T extends string ? (string extends T ? never : T) : never;

describe('the languages of the portal', () => {
  it('are those that the SDK knows', () => {
    // Checked when the tests are compiled.
    expectTypeOf<PortalLocale>().toEqualTypeOf<Words<Stripe.BillingPortal.SessionCreateParams.Locale>>();
  });
});
