import { ApiError } from '../errors.ts';
import { type SubscriptionStatus, subscriptionStatuses } from './billingAccount.ts';
import { isSubscribed } from './eligibility.ts';
import type { PortalFeatures } from './portalConfiguration.ts';

/** What a caller may want done in the portal, without looking for it there. */
export const portalIntents = ['update_payment_method', 'cancel', 'change_plan'] as const;
export type PortalIntent = (typeof portalIntents)[number];

/** A deep link into the portal, for the caller's own billing account. */
export type PortalFlow =
  | { readonly type: 'payment_method_update' }
  | { readonly type: 'subscription_cancel' | 'subscription_update'; readonly subscriptionId: string };

export type FlowSubscription = {
  readonly id: string;
  readonly status: SubscriptionStatus;
  /** Whether it ends on a set date: Stripe says so by `cancel_at` or by `cancel_at_period_end`. */
  readonly isCanceling: boolean;
  /** Seconds since the epoch. */
  readonly created: number;
};

/** What is to be known of a customer and of the portal to decide about a deep link. */
export type PortalFlowFacts = {
  readonly features: {
    readonly [Feature in 'payment_method_update' | 'subscription_cancel' | 'subscription_update']: Pick<
      PortalFeatures[Feature],
      'enabled'
    >;
  };
  /** The customer's, in any status and order; none where the intent is not about a subscription. */
  readonly subscriptions: readonly FlowSubscription[];
  /** Whether the customer can pay; looked at for a change of plan alone. */
  readonly hasPaymentMethod: boolean;
};

/** The feature of the portal configuration that an intent needs. */
export const featureOf = {
  update_payment_method: 'payment_method_update',
  cancel: 'subscription_cancel',
  change_plan: 'subscription_update',
} as const satisfies Record<PortalIntent, keyof PortalFlowFacts['features']>;

/**
 * Turns an intent into a deep link, for the subscription that counts most.
 *
 * @throws ApiError VALIDATION_FAILED (`intentNotOffered`) where the portal configuration has the feature off;
 *   NO_ACTIVE_SUBSCRIPTION where there is none now; ALREADY_CANCELING for a cancellation, SUBSCRIPTION_CANCELING for a
 *   change of plan, where it ends on a set date already; NO_PAYMENT_METHOD for a change of plan that nothing would pay.
 * @example portalFlow('cancel', facts) // { type: 'subscription_cancel', subscriptionId: 'sub_1' }
 */
export function portalFlow(intent: PortalIntent, facts: PortalFlowFacts): PortalFlow {
  const type = featureOf[intent];
  if (!facts.features[type].enabled) throw intentNotOffered();
  if (type === 'payment_method_update') return { type };
  const subscription = subscriptionThatCounts(facts.subscriptions);
  if (subscription === undefined) throw new ApiError('NO_ACTIVE_SUBSCRIPTION');
  if (subscription.isCanceling) {
    throw new ApiError(intent === 'cancel' ? 'ALREADY_CANCELING' : 'SUBSCRIPTION_CANCELING');
  }
  if (intent === 'change_plan' && !facts.hasPaymentMethod) throw new ApiError('NO_PAYMENT_METHOD');
  return { type, subscriptionId: subscription.id };
}

/**
 * The portal has no place for what the caller wants.
 *
 * @param log where Stripe said so: what the log may know of it.
 */
export function intentNotOffered(log: Readonly<Record<string, unknown>> = {}): ApiError {
  return new ApiError('VALIDATION_FAILED', {
    details: [{ code: 'custom', path: ['intent'], reason: 'intentNotOffered' }],
    log,
  });
}

/**
 * Of those that the customer has now: one that goes on before one that ends on a set date, since there is nothing more to
 * be done to that one; then by status, in the order of `subscriptionStatuses`; then the newest.
 */
function subscriptionThatCounts(subscriptions: readonly FlowSubscription[]): FlowSubscription | undefined {
  const weight = ({ status }: FlowSubscription) => subscriptionStatuses.indexOf(status);
  const [first] = subscriptions
    .filter(({ status }) => isSubscribed(status))
    .toSorted(
      (one, other) =>
        Number(one.isCanceling) - Number(other.isCanceling) ||
        weight(one) - weight(other) ||
        other.created - one.created,
    );
  return first;
}
