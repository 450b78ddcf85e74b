import { withFeatures } from '../standIn/resources/portalFeatures.ts';
import type { StandIn } from '../standIn/standIn.ts';
import { keep } from '../standIn/state.ts';
import { planIds, priceOf } from './plans.ts';

/** Left on the configuration, so that what somebody changes later stays. */
const mark = { sandbox: 'offers everything' };

/**
 * Has the portal offer all it can, once: cancellation with a reason, changes between the plans, whose prices are made
 * where they are missing, and all billing information.
 */
export function ensureDemoPortal(standIn: StandIn): void {
  const { portalConfigurations } = standIn.data;
  const configuration = [...portalConfigurations.values()].find(({ is_default }) => is_default);
  if (!configuration || configuration.metadata?.sandbox === mark.sandbox) return;
  const products = planIds.map((plan) => {
    const monthly = priceOf(standIn, plan, 'monthly');
    return { product: String(monthly.product), prices: [monthly.id, priceOf(standIn, plan, 'yearly').id] };
  });
  keep(portalConfigurations, {
    ...configuration,
    metadata: { ...configuration.metadata, ...mark },
    features: withFeatures(configuration.features, {
      customer_update: { allowed_updates: ['name', 'email', 'address', 'phone'] },
      subscription_cancel: {
        cancellation_reason: {
          enabled: true,
          options: ['too_expensive', 'missing_features', 'switched_service', 'unused', 'other'],
        },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products,
        proration_behavior: 'create_prorations',
      },
    }),
  });
}
