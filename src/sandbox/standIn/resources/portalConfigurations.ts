import type Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { expandParam, listParams, pageOf } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import { flag, object, type Params, required, type ShapeOf, text, unsettable, url } from '../params.ts';
import type { Call } from '../route.ts';
import { given, keep, type StandInState } from '../state.ts';
import { resourceMissing } from '../stripeError.ts';
import { featuresParam, noFeatures, withFeatures } from './portalFeatures.ts';

const shared = {
  business_profile: object({
    headline: unsettable(text),
    privacy_policy_url: unsettable(url),
    terms_of_service_url: unsettable(url),
  }),
  default_return_url: unsettable(url),
  metadata: metadataParam,
  name: unsettable(text),
  ...expandParam,
};

const createParams = {
  ...shared,
  features: required(featuresParam),
} satisfies ShapeOf<Stripe.BillingPortal.ConfigurationCreateParams>;

const updateParams = {
  ...shared,
  active: flag,
  features: featuresParam,
} satisfies ShapeOf<Stripe.BillingPortal.ConfigurationUpdateParams>;

const listConfigurationsParams = {
  ...listParams,
  active: flag,
  is_default: flag,
} satisfies ShapeOf<Stripe.BillingPortal.ConfigurationListParams>;

export type PortalConfigurationInput = Params<typeof createParams>;

/** Makes a portal configuration (https://docs.stripe.com/api/customer_portal/configurations/object). */
export function createPortalConfiguration(
  state: StandInState,
  input: PortalConfigurationInput,
  isDefault = false,
): Stripe.BillingPortal.Configuration {
  const blank: Stripe.BillingPortal.Configuration = {
    id: newId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now(),
    default_return_url: null,
    features: noFeatures,
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now(),
  };
  return keep(state.portalConfigurations, changed(blank, input));
}

/** What an account has once somebody saved the portal's settings in the Dashboard; nothing where it is there already. */
export function ensureDefaultPortalConfiguration(state: StandInState): void {
  const there = [...state.portalConfigurations.values()].some((configuration) => configuration.is_default);
  if (there) return;
  createPortalConfiguration(
    state,
    {
      features: {
        customer_update: { enabled: true, allowed_updates: ['address', 'email', 'phone'] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: true },
      },
    },
    true,
  );
}

/** The configuration of a session that names none; undefined where the default was never made, or is off. */
export function defaultPortalConfiguration(
  state: StandInState,
): Stripe.BillingPortal.Configuration | undefined {
  return [...state.portalConfigurations.values()].find(({ active, is_default }) => active && is_default);
}

/** Turns the default off; a start from the same state leaves it off. */
export function disableDefaultPortalConfiguration(state: StandInState): void {
  const configuration = defaultPortalConfiguration(state);
  if (configuration) keep(state.portalConfigurations, { ...configuration, active: false });
}

export const portalConfigurations = {
  createParams,
  create: ({ state, params }: Call<PortalConfigurationInput>) => createPortalConfiguration(state, params),

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findPortalConfiguration(state, id, 404),

  updateParams,
  update: ({ state, id, params }: Call<Params<typeof updateParams>>) =>
    keep(state.portalConfigurations, changed(findPortalConfiguration(state, id, 404), params)),

  listParams: listConfigurationsParams,
  list: ({ state, path, params }: Call<Params<typeof listConfigurationsParams>>) => {
    const matching = [...state.portalConfigurations.values()].filter(
      ({ active, is_default }) =>
        active === given(params.active, active) && is_default === given(params.is_default, is_default),
    );
    return pageOf('configuration', path, matching, params);
  },
};

export function findPortalConfiguration(
  state: StandInState,
  id: string,
  status: 400 | 404 = 400,
): Stripe.BillingPortal.Configuration {
  const configuration = state.portalConfigurations.get(id);
  if (!configuration) throw resourceMissing('configuration', id, 'configuration', status);
  return configuration;
}

function changed(
  before: Stripe.BillingPortal.Configuration,
  change: Params<typeof updateParams>,
): Stripe.BillingPortal.Configuration {
  const { business_profile: profile } = change;
  return {
    ...before,
    active: given(change.active, before.active),
    business_profile: {
      headline: given(profile?.headline, before.business_profile.headline),
      privacy_policy_url: given(profile?.privacy_policy_url, before.business_profile.privacy_policy_url),
      terms_of_service_url: given(
        profile?.terms_of_service_url,
        before.business_profile.terms_of_service_url,
      ),
    },
    default_return_url: given(change.default_return_url, before.default_return_url),
    features: change.features ? withFeatures(before.features, change.features) : before.features,
    metadata: withMetadata(before.metadata ?? {}, change.metadata),
    name: given(change.name, before.name),
    updated: now(),
  };
}
