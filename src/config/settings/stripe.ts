import { stripeKey, webhookSecret } from '../credentials.ts';
import { list, wholeNumber } from '../parsers.ts';
import type { Setting } from '../setting.ts';
import { apiOrigin, hostName } from '../urls.ts';

/** Stripe, and what stands in for it. */
export const stripe = {
  STRIPE_SECRET_KEY: {
    description: 'The secret (`sk_…`) or, better, restricted (`rk_…`) key of your Stripe account.',
    parse: stripeKey,
    readBy: 'stripe',
    required: true,
    sandbox: 'sk_test_sandbox_not_a_secret',
    secret: true,
  },
  STRIPE_WEBHOOK_SECRET: {
    description: 'The signing secret (`whsec_…`) of the webhook endpoint; several, separated by commas.',
    parse: list(webhookSecret),
    readBy: 'serve',
    secret: true,
  },
  STAND_IN_PORT: {
    description: 'The port of the Stripe stand-in that the sandbox starts, or the next free one after it.',
    parse: wholeNumber(0, 65_535),
    readBy: 'sandbox',
    default: '12111',
  },
  STRIPE_API_BASE: {
    description: 'The origin of another Stripe, such as the stand-in. Refused with a live key.',
    parse: apiOrigin,
    readBy: 'stripe',
    // Filled in from the row above.
    sandbox: 'http://127.0.0.1:<STAND_IN_PORT>',
    example: 'http://127.0.0.1:12111',
  },
  PORTAL_URL_HOSTS: {
    description:
      'The hosts on which Stripe may open a portal, separated by commas: also your custom domain at Stripe.',
    parse: list(hostName),
    readBy: 'serve',
    default: 'billing.stripe.com',
  },
} satisfies Record<string, Setting<unknown>>;
