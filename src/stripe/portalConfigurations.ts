import type Stripe from 'stripe';
import type { PortalConfiguration, PortalProfile } from '../billing/portalConfiguration.ts';
import { listAll } from './customerFacts.ts';
import { type FailureOutcome, StripeFailure } from './failures.ts';
import { fromConfiguration, toParams } from './portalProfile.ts';
import { unlessMissing } from './unlessMissing.ts';

/** The metadata by which a configuration is found again. */
export const profileKey = 'billing_portal_profile';
export const hashKey = 'billing_portal_hash';

/** Portal configurations in Stripe. Every function throws ApiError by the failure table. */
export type PortalConfigurations = {
  /** All of them, those of others and inactive ones too; the oldest first. */
  list(signal?: AbortSignal): Promise<readonly PortalConfiguration[]>;
  /**
   * Makes a configuration for a profile, which offers next to nothing until it is updated. Made this way it is always the
   * same request, so that its idempotency key can be the profile's alone: whoever else makes one at the same time, or
   * within a day, gets this one.
   *
   * @param attempt 1, or the next number where the configuration of the one before is not there.
   * @returns undefined where Stripe failed: it repeats a failure of the same attempt for a day.
   */
  create(profile: string, attempt: number, signal?: AbortSignal): Promise<PortalConfiguration | undefined>;
  /**
   * Makes a configuration as a profile says, whatever it was like before.
   *
   * @returns undefined where Stripe does not have it any more.
   */
  update(
    present: PortalConfiguration,
    change: { readonly profile: string; readonly hash: string; readonly content: PortalProfile },
    signal?: AbortSignal,
  ): Promise<PortalConfiguration | undefined>;
};

export type PortalConfigurationsParts = {
  readonly livemode: boolean;
  /** Makes one call, within the limits. */
  readonly call: <T>(request: (stripe: Stripe) => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** Turns failures into what a caller is told, and some outcomes into undefined. */
  readonly answer: <T>(nobody: readonly FailureOutcome[], work: () => Promise<T>) => Promise<T | undefined>;
  readonly newKey: () => string;
};

/** Stripe leaves the products out where nobody asks for them. */
const products = 'features.subscription_update.products';

export function createPortalConfigurations(parts: PortalConfigurationsParts): PortalConfigurations {
  const { livemode, call, answer, newKey } = parts;

  function checked(found: Partial<Stripe.BillingPortal.Configuration>): PortalConfiguration {
    const { object, livemode: mode } = found;
    if (!isConfiguration(found)) {
      throw new StripeFailure('bad_response', { log: { reason: 'not a portal configuration', object } });
    }
    if (mode !== livemode) throw new StripeFailure('wrong_mode');
    const { [profileKey]: profile = null, [hashKey]: hash = null } = found.metadata ?? {};
    const { id, created, is_default: isDefault } = found;
    return { id, created, profile, hash, isDefault, content: fromConfiguration(found) };
  }

  return {
    async list(signal) {
      const all = await answer([], () =>
        listAll(
          (request) => call(request, signal),
          (stripe, page) =>
            stripe.billingPortal.configurations.list({ ...page, expand: [`data.${products}`] }),
        ),
      );
      // Stripe lists the newest first; of those of the same second, too.
      return (all ?? [])
        .map(checked)
        .toReversed()
        .toSorted((one, other) => one.created - other.created);
    },

    create: (profile, attempt, signal) =>
      answer(['server_error'], () =>
        call(async (stripe) => {
          const made = await stripe.billingPortal.configurations.create(
            {
              name: `Billing portal: ${profile}`,
              features: { invoice_history: { enabled: true } },
              metadata: { [profileKey]: profile },
              expand: [products],
            },
            { idempotencyKey: `billing-portal portal-config ${profile} ${attempt}` },
          );
          return checked(made);
        }, signal),
      ),

    update(present, { profile, hash, content }, signal) {
      const idempotencyKey = newKey();
      const params = {
        ...toParams(content, present.content),
        metadata: { [profileKey]: profile, [hashKey]: hash },
        expand: [products],
      };
      return answer([], () =>
        call(async (stripe) => {
          const { configurations } = stripe.billingPortal;
          const updated = await unlessMissing(configurations.update(present.id, params, { idempotencyKey }));
          return updated && checked(updated);
        }, signal),
      );
    },
  };
}

function isConfiguration(
  found: Partial<Stripe.BillingPortal.Configuration>,
): found is Stripe.BillingPortal.Configuration {
  return found.object === 'billing_portal.configuration' && typeof found.id === 'string';
}
