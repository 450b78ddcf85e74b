/** A feature of the portal that is switched off: how it would be set up does not matter. */
type Off = { readonly enabled: false };
type Switch = { readonly enabled: boolean };

/** What the portal offers (https://docs.stripe.com/api/customer_portal/configurations/object, under `features`). */
export type PortalFeatures = {
  readonly payment_method_update: Switch;
  readonly invoice_history: Switch;
  readonly customer_update: Off | { readonly enabled: true; readonly allowed_updates: readonly string[] };
  readonly subscription_cancel:
    | Off
    | {
        readonly enabled: true;
        readonly mode: string;
        readonly proration_behavior: string;
        readonly cancellation_reason: Off | { readonly enabled: true; readonly options: readonly string[] };
      };
  readonly subscription_update:
    | Off
    | {
        readonly enabled: true;
        /** The prices that one may change to, by the id of their product. */
        readonly products: Readonly<Record<string, readonly string[]>>;
        readonly default_allowed_updates: readonly string[];
        readonly proration_behavior: string;
        /** The types of changes that wait for the end of the period. */
        readonly schedule_at_period_end: readonly string[];
        readonly trial_update_behavior: string;
      };
  readonly subscription_pause: Switch;
};

/**
 * How a portal is to be, whole, and under Stripe's names: what a profile of the file comes to, and what Stripe has. Two
 * that mean the same are equal: lists whose order means nothing are sorted, and what is off says no more than that.
 */
export type PortalProfile = {
  readonly active: boolean;
  readonly business_profile: {
    readonly headline: string | null;
    readonly privacy_policy_url: string | null;
    readonly terms_of_service_url: string | null;
  };
  readonly default_return_url: string | null;
  /** Stripe's own page where customers log in to the portal by email. */
  readonly login_page: Switch;
  readonly features: PortalFeatures;
};

/** The profile of whoever is given no other. */
export const defaultPortalProfile = 'default';

/** A portal configuration as Stripe has it. */
export type PortalConfiguration = {
  /** `bpc_…` */
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** The profile whose configuration this is; null where it is not one of ours. */
  readonly profile: string | null;
  /** The hash of what was applied last; null where nothing was. */
  readonly hash: string | null;
  /** Whether it is the one that sessions get that name none. */
  readonly isDefault: boolean;
  readonly content: PortalProfile;
};

/** Puts a list whose order means nothing into the one order that it has in a `PortalProfile`. */
export function inOrder(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}

/** The same for products with their prices. */
export function productsInOrder(
  products: readonly { readonly product: string; readonly prices: readonly string[] }[],
): Readonly<Record<string, readonly string[]>> {
  const byId = products.toSorted((one, other) => (one.product < other.product ? -1 : 1));
  return Object.fromEntries(byId.map(({ product, prices }) => [product, inOrder(prices)]));
}
