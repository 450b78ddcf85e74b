import {
  billingPortalByToken,
  organization,
  subscriptionsByKey,
  subscriptionsByToken,
} from '../contracts/shared/doors.ts';

/** Each contract's operations, one door each. */
export const operations = [
  subscriptionsByToken,
  subscriptionsByKey,
  organization,
  billingPortalByToken,
] as const;

/** Stripe cannot be reached, in every contract's words. */
export const unavailable = {
  status: 503,
  code: 'STRIPE_UNAVAILABLE',
  message: 'Stripe cannot be reached at the moment. Please try again in a few seconds.',
};
