import type Stripe from 'stripe';
import { subscriptionStatuses } from '../billing/billingAccount.ts';
import type { FlowSubscription, PortalFlowFacts, PortalIntent } from '../billing/portalFlow.ts';
import { type Ask, listAll } from './customerFacts.ts';
import { StripeFailure } from './failures.ts';

export type PortalFlowQuestion = {
  readonly intent: PortalIntent;
  readonly customerId: string;
  /** The portal configuration of the session to come; undefined for the account's default one. */
  readonly configurationId: string | undefined;
};

/**
 * Reads what a deep link depends on, no more than the intent needs, and all at once: the configuration (one request), the
 * subscriptions that have not ended (`cancel`, `change_plan`; one for each hundred), a payment method (`change_plan`; one).
 *
 * @throws StripeFailure `portal_not_configured` where the configuration is not there, and what a request throws.
 */
export async function readPortalFlowFacts(
  ask: Ask,
  { intent, customerId, configurationId }: PortalFlowQuestion,
): Promise<PortalFlowFacts> {
  const [features, subscriptions, hasPaymentMethod] = await Promise.all([
    readFeatures(ask, configurationId),
    intent === 'update_payment_method' ? [] : readSubscriptions(ask, customerId),
    intent === 'change_plan' ? readHasPaymentMethod(ask, customerId) : false,
  ]);
  return {
    features,
    subscriptions: subscriptions.flatMap(toFlowSubscription),
    hasPaymentMethod: hasPaymentMethod || subscriptions.some(hasItsOwn),
  };
}

async function readFeatures(ask: Ask, id: string | undefined): Promise<PortalFlowFacts['features']> {
  const configuration: Partial<Stripe.BillingPortal.Configuration> | undefined =
    id === undefined ? await readDefault(ask) : await readConfiguration(ask, id);
  if (configuration === undefined) throw new StripeFailure('portal_not_configured');
  if (configuration.features === undefined) {
    throw new StripeFailure('bad_response', { log: { reason: 'not a portal configuration' } });
  }
  return configuration.features;
}

async function readConfiguration(ask: Ask, id: string) {
  try {
    return await ask((stripe) => stripe.billingPortal.configurations.retrieve(id));
  } catch (error) {
    // What is read by its id and is not there looks like a customer.
    const isMissing = error instanceof StripeFailure && error.facts.log?.code === 'resource_missing';
    throw isMissing ? new StripeFailure('portal_not_configured', error.facts) : error;
  }
}

async function readDefault(ask: Ask) {
  const params = { is_default: true, active: true, limit: 1 };
  const { data }: Partial<Stripe.ApiList<Stripe.BillingPortal.Configuration>> = await ask((stripe) =>
    stripe.billingPortal.configurations.list(params),
  );
  return data?.[0];
}

/** Stripe leaves canceled ones out of a list that asks for no status. */
function readSubscriptions(ask: Ask, customer: string): Promise<Stripe.Subscription[]> {
  return listAll(ask, (stripe, page) => stripe.subscriptions.list({ customer, ...page }));
}

async function readHasPaymentMethod(ask: Ask, customer: string): Promise<boolean> {
  const { data }: Partial<Stripe.ApiList<Stripe.PaymentMethod>> = await ask((stripe) =>
    stripe.paymentMethods.list({ customer, limit: 1 }),
  );
  if (!Array.isArray(data)) throw new StripeFailure('bad_response', { log: { reason: 'not a list' } });
  return data.length > 0;
}

/** A status that is new to us is none that the customer is known to have. */
function toFlowSubscription(subscription: Stripe.Subscription): FlowSubscription[] {
  const { id, created, cancel_at, cancel_at_period_end } = subscription;
  const status = subscriptionStatuses.find((known) => known === subscription.status);
  const isCanceling = cancel_at !== null || cancel_at_period_end;
  return status === undefined ? [] : [{ id, status, created, isCanceling }];
}

function hasItsOwn({ default_payment_method, default_source }: Stripe.Subscription): boolean {
  return default_payment_method !== null || default_source !== null;
}
