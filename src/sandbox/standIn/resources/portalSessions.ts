import type Stripe from 'stripe';
import { newId, now, randomText } from '../ids.ts';
import { expandParam } from '../list.ts';
import { oneOf, type Params, required, type ShapeOf, text, url } from '../params.ts';
import type { Call } from '../route.ts';
import type { PortalSessionRecord, StandInState } from '../state.ts';
import { invalidParam, StripeError } from '../stripeError.ts';
import { findCustomer } from './findCustomer.ts';
import { locales } from './locales.ts';
import { defaultPortalConfiguration, findPortalConfiguration } from './portalConfigurations.ts';
import { flowOf, flowParam } from './portalFlow.ts';

const createParams = {
  customer: required(text),
  configuration: text,
  flow_data: flowParam,
  locale: oneOf(...locales),
  return_url: url,
  ...expandParam,
} satisfies ShapeOf<Stripe.BillingPortal.SessionCreateParams>;

/** How long a portal URL waits to be opened, and lasts from then on, in seconds: as long as Stripe's. */
const untilOpened = 5 * 60;
const onceOpened = 60 * 60;

export const portalSessions = {
  createParams,
  /** Makes a session of the portal (https://docs.stripe.com/api/customer_portal/sessions/create). */
  create: ({ state, params, url }: Call<Params<typeof createParams>>) => {
    const customer = findCustomer(state, params.customer);
    const configuration = configurationOf(state, params.configuration);
    const token = `test_${randomText(40)}`;
    const session: Stripe.BillingPortal.Session = {
      id: newId('bps'),
      object: 'billing_portal.session',
      after_expiration: null,
      configuration: configuration.id,
      created: now(),
      customer: customer.id,
      customer_account: null,
      flow: params.flow_data ? flowOf(state, customer.id, configuration, params.flow_data) : null,
      livemode: false,
      locale: params.locale ?? null,
      on_behalf_of: null,
      return_url: params.return_url ?? configuration.default_return_url,
      url: `${url}/p/session/${token}`,
    };
    forgetExpired(state);
    state.portalSessions.set(token, { session, openedAt: null });
    return session;
  },
};

/**
 * Opens the portal that a URL leads to; from its first opening on it lasts an hour.
 *
 * @returns the session; undefined where the token is unknown or expired.
 */
export function openPortalSession(
  state: StandInState,
  token: string,
): Stripe.BillingPortal.Session | undefined {
  const record = state.portalSessions.get(token);
  if (!record || isExpired(record)) return undefined;
  state.portalSessions.set(token, { ...record, openedAt: record.openedAt ?? now() });
  return record.session;
}

function configurationOf(state: StandInState, id: string | undefined): Stripe.BillingPortal.Configuration {
  if (id !== undefined) {
    const configuration = findPortalConfiguration(state, id);
    if (configuration.active) return configuration;
    throw invalidParam('configuration', `The configuration '${id}' is not active.`);
  }
  const configuration = defaultPortalConfiguration(state);
  if (configuration) return configuration;
  throw new StripeError(400, {
    type: 'invalid_request_error',
    message:
      'No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.',
  });
}

function isExpired({ session, openedAt }: PortalSessionRecord): boolean {
  const end = openedAt === null ? session.created + untilOpened : openedAt + onceOpened;
  return now() >= end;
}

/** Sessions are oldest first, so it looks no further than the first one that nobody has opened and is still good. */
function forgetExpired(state: StandInState): void {
  for (const [token, record] of state.portalSessions) {
    if (isExpired(record)) state.portalSessions.delete(token);
    else if (record.openedAt === null) return;
  }
}
