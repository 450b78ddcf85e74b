type Switch = { readonly enabled: boolean };

/** A profile of the file, once the schema has filled in its defaults. The fields are described in the schema. */
export type FileProfile = {
  readonly business_profile: {
    readonly headline: string | null;
    readonly privacy_policy_url: string | null;
    readonly terms_of_service_url: string | null;
  };
  readonly default_return_url: string | null;
  readonly features: {
    readonly payment_method_update: Switch;
    readonly invoice_history: Switch;
    readonly customer_update: Switch & { readonly allowed_updates: readonly string[] };
    readonly subscription_cancel: Switch & {
      readonly mode: string;
      readonly proration_behavior: string;
      readonly cancellation_reason: Switch & { readonly options: readonly string[] };
    };
    readonly subscription_update: Switch & {
      readonly products: readonly { readonly product: string; readonly prices: readonly string[] }[];
      readonly default_allowed_updates: readonly string[];
      readonly proration_behavior: string;
      readonly schedule_at_period_end: readonly string[];
      readonly trial_update_behavior: string;
    };
  };
};

/** `portal-config.yaml`, as `portal-config.schema.json` has it. */
export type PortalConfigFile = { readonly profiles: Readonly<Record<string, FileProfile>> };

/** A place in the file: keys from its root, `['profiles', 'default', 'features']`. */
export type Place = readonly (string | number)[];

/** What is wrong in the file, in words that follow on the place's name. */
export type Problem = { readonly place: Place; readonly problem: string };

/** @example nameOf(['profiles', 'default', 'products', 0]) // 'profiles.default.products[0]' */
export function nameOf(place: Place): string {
  const name = place.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return name.replace(/^\./, '');
}
