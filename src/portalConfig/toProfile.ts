import { createHash } from 'node:crypto';
import { inOrder, type PortalProfile, productsInOrder } from '../billing/portalConfiguration.ts';
import type { FileProfile } from './portalConfigFile.ts';

/** What a profile of the file means. */
export function toProfile({ business_profile, default_return_url, features }: FileProfile): PortalProfile {
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = features;
  const { headline, privacy_policy_url, terms_of_service_url } = business_profile;
  const reason = cancel.cancellation_reason;
  return {
    active: true,
    business_profile: { headline, privacy_policy_url, terms_of_service_url },
    default_return_url,
    // This service is the way to the portal: whoever is let in by email alone passes it by.
    login_page: { enabled: false },
    features: {
      payment_method_update: { enabled: features.payment_method_update.enabled },
      invoice_history: { enabled: features.invoice_history.enabled },
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
      subscription_update:
        update.enabled && update.products.length > 0
          ? {
              enabled: true,
              products: productsInOrder(update.products),
              default_allowed_updates: inOrder(update.default_allowed_updates),
              proration_behavior: update.proration_behavior,
              schedule_at_period_end: inOrder(update.schedule_at_period_end),
              trial_update_behavior: update.trial_update_behavior,
            }
          : { enabled: false },
      subscription_pause: { enabled: false },
    },
  };
}

/** Says why plan changes are off though the file would have them. Stripe refuses them without products. */
export function planChangesNote({ features }: FileProfile): readonly string[] {
  const { enabled, products } = features.subscription_update;
  if (!enabled || products.length > 0) return [];
  return ['Plan changes are off: no products are given (features.subscription_update.products).'];
}

/** The same for profiles that mean the same. SHA-256 in hex. */
export function contentHash(profile: PortalProfile): string {
  return createHash('sha256').update(JSON.stringify(profile, sortedKeys)).digest('hex');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
