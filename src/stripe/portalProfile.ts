import type Stripe from 'stripe';
import {
  inOrder,
  type PortalFeatures,
  type PortalProfile,
  productsInOrder,
} from '../billing/portalConfiguration.ts';

type Configuration = Stripe.BillingPortal.Configuration;
type UpdateParams = Stripe.BillingPortal.ConfigurationUpdateParams;
type FeatureParams = NonNullable<UpdateParams['features']>;

/** How a portal configuration is now. */
export function fromConfiguration(found: Configuration): PortalProfile {
  const { headline, privacy_policy_url, terms_of_service_url } = found.business_profile;
  return {
    active: found.active,
    business_profile: { headline, privacy_policy_url, terms_of_service_url },
    default_return_url: found.default_return_url,
    login_page: { enabled: found.login_page.enabled },
    features: fromFeatures(found.features),
  };
}

function fromFeatures(found: Configuration['features']): PortalFeatures {
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = found;
  const { cancellation_reason: reason } = cancel;
  return {
    payment_method_update: { enabled: found.payment_method_update.enabled },
    invoice_history: { enabled: found.invoice_history.enabled },
    customer_update: customer.enabled
      ? { enabled: true, allowed_updates: inOrder(customer.allowed_updates) }
      : { enabled: false },
    subscription_cancel: cancel.enabled
      ? {
          enabled: true,
          mode: cancel.mode,
          proration_behavior: cancel.proration_behavior,
          cancellation_reason: reason.enabled
            ? { enabled: true, options: inOrder(reason.options) }
            : { enabled: false },
        }
      : { enabled: false },
    subscription_update: update.enabled
      ? {
          enabled: true,
          products: productsInOrder(update.products ?? []),
          default_allowed_updates: inOrder(update.default_allowed_updates),
          proration_behavior: update.proration_behavior,
          schedule_at_period_end: inOrder(update.schedule_at_period_end.conditions.map(({ type }) => type)),
          trial_update_behavior: update.trial_update_behavior,
        }
      : { enabled: false },
    subscription_pause: { enabled: found.subscription_pause.enabled },
  };
}

/**
 * Parameters that make a configuration so, whatever it was like before: an empty text unsets.
 *
 * @param before what it is like. Nothing is said of the login page and of pauses where they need no change: not every
 *   account may have them.
 */
export function toParams(profile: PortalProfile, before: PortalProfile): UpdateParams {
  const { headline, privacy_policy_url, terms_of_service_url } = profile.business_profile;
  return {
    active: profile.active,
    business_profile: {
      headline: headline ?? '',
      privacy_policy_url: privacy_policy_url ?? '',
      terms_of_service_url: terms_of_service_url ?? '',
    },
    default_return_url: profile.default_return_url ?? '',
    ...(profile.login_page.enabled === before.login_page.enabled ? {} : { login_page: profile.login_page }),
    features: {
      ...toFeatures(profile.features),
      ...(profile.features.subscription_pause.enabled === before.features.subscription_pause.enabled
        ? {}
        : { subscription_pause: profile.features.subscription_pause }),
    },
  };
}

function toFeatures(features: PortalFeatures): FeatureParams {
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = features;
  return {
    payment_method_update: features.payment_method_update,
    invoice_history: features.invoice_history,
    customer_update: customer.enabled
      ? { enabled: true, allowed_updates: listOf(customer.allowed_updates) }
      : customer,
    subscription_cancel: cancel.enabled
      ? { ...cancel, cancellation_reason: reasonOf(cancel.cancellation_reason) }
      : cancel,
    subscription_update: update.enabled
      ? {
          enabled: true,
          products: Object.entries(update.products).map(([product, prices]) => ({
            product,
            prices: [...prices],
          })),
          default_allowed_updates: listOf(update.default_allowed_updates),
          proration_behavior: update.proration_behavior,
          schedule_at_period_end: {
            conditions: listOf(update.schedule_at_period_end.map((type) => ({ type }))),
          },
          trial_update_behavior: update.trial_update_behavior,
        }
      : update,
  };
}

type Reason = Extract<PortalFeatures['subscription_cancel'], { enabled: true }>['cancellation_reason'];

function reasonOf(reason: Reason) {
  return reason.enabled ? { enabled: true, options: listOf(reason.options) } : reason;
}

/** An empty list is sent as an empty text. */
function listOf<T>(items: readonly T[]): T[] | '' {
  return items.length > 0 ? [...items] : '';
}
