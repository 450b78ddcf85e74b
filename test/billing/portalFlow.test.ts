import { describe, expect, it } from 'vitest';
import { subscriptionStatuses } from '../../src/billing/billingAccount.ts';
import {
  type FlowSubscription,
  type PortalFlowFacts,
  type PortalIntent,
  portalFlow,
} from '../../src/billing/portalFlow.ts';
import { ApiError } from '../../src/errors.ts';

const subscription = (id: string, facts: Partial<FlowSubscription> = {}): FlowSubscription => ({
  id,
  status: 'active',
  isCanceling: false,
  created: 1,
  ...facts,
});

const on = { enabled: true };
const allOn = { payment_method_update: on, subscription_cancel: on, subscription_update: on };

const factsWith = (
  subscriptions: readonly FlowSubscription[],
  more: Partial<PortalFlowFacts> = {},
): PortalFlowFacts => ({ features: allOn, subscriptions, hasPaymentMethod: true, ...more });

const refusal = (intent: PortalIntent, facts: PortalFlowFacts) => {
  try {
    return portalFlow(intent, facts);
  } catch (error) {
    if (error instanceof ApiError) return error.options.details ?? error.code;
    throw error;
  }
};

describe('an intent leads to', () => {
  const facts = factsWith([subscription('sub_1')]);
  it.each([
    ['update_payment_method', { type: 'payment_method_update' }],
    ['cancel', { type: 'subscription_cancel', subscriptionId: 'sub_1' }],
    ['change_plan', { type: 'subscription_update', subscriptionId: 'sub_1' }],
  ] as const)('%s', (intent, flow) => {
    expect(portalFlow(intent, facts)).toEqual(flow);
  });

  it('a new payment method for whoever has neither a subscription nor one', () => {
    expect(portalFlow('update_payment_method', factsWith([], { hasPaymentMethod: false }))).toEqual({
      type: 'payment_method_update',
    });
  });
});

describe('the subscription that counts', () => {
  const chosen = (...subscriptions: FlowSubscription[]) => {
    const flow = portalFlow('cancel', factsWith(subscriptions));
    return 'subscriptionId' in flow ? flow.subscriptionId : undefined;
  };

  it('is one that the customer has now, by its status', () => {
    const now = subscriptionStatuses.slice(0, 5);
    expect(now).toEqual(['active', 'trialing', 'past_due', 'unpaid', 'paused']);
    for (let index = 0; index < now.length; index++) {
      const there = subscriptionStatuses.slice(index).map((status) => subscription(status, { status }));
      expect(chosen(...there.toReversed())).toBe(now[index]);
    }
  });

  it('is the newest of several alike', () => {
    expect(chosen(subscription('old', { created: 1 }), subscription('new', { created: 2 }))).toBe('new');
  });

  it('is one that goes on rather than one that ends on a set date', () => {
    const ending = subscription('ending', { isCanceling: true });
    expect(chosen(ending, subscription('unpaid', { status: 'unpaid' }))).toBe('unpaid');
  });
});

describe('an intent is refused', () => {
  const ended = (['incomplete', 'incomplete_expired', 'canceled'] as const).map((status) =>
    subscription(status, { status }),
  );
  const canceling = [subscription('sub_1', { isCanceling: true })];

  it.each([
    ['cancel', 'without a subscription', factsWith([]), 'NO_ACTIVE_SUBSCRIPTION'],
    ['change_plan', 'without a subscription', factsWith([]), 'NO_ACTIVE_SUBSCRIPTION'],
    ['cancel', 'where all have ended or never began', factsWith(ended), 'NO_ACTIVE_SUBSCRIPTION'],
    ['cancel', 'where it is canceled already', factsWith(canceling), 'ALREADY_CANCELING'],
    ['change_plan', 'where it is canceled already', factsWith(canceling), 'SUBSCRIPTION_CANCELING'],
    [
      'change_plan',
      'without a payment method',
      factsWith([subscription('sub_1')], { hasPaymentMethod: false }),
      'NO_PAYMENT_METHOD',
    ],
  ] as const)('%s %s', (intent, _, facts, code) => {
    expect(refusal(intent, facts)).toBe(code);
  });

  it('cancel needs no payment method', () => {
    const facts = factsWith([subscription('sub_1')], { hasPaymentMethod: false });
    expect(refusal('cancel', facts)).toMatchObject({ type: 'subscription_cancel' });
  });

  it.each([
    ['update_payment_method', 'payment_method_update'],
    ['cancel', 'subscription_cancel'],
    ['change_plan', 'subscription_update'],
  ] as const)('%s where the portal does not offer it, whatever else is wrong', (intent, feature) => {
    const features = { ...allOn, [feature]: { enabled: false } };
    const notOffered = [{ code: 'custom', path: ['intent'], reason: 'intentNotOffered' }];
    expect(refusal(intent, factsWith([subscription('sub_1')], { features }))).toEqual(notOffered);
    expect(refusal(intent, factsWith([], { features }))).toEqual(notOffered);
  });
});
