import type Stripe from 'stripe';
import type { PortalFlow } from '../billing/portalFlow.ts';
import type { PortalLocale } from '../billing/portalLocales.ts';
import { StripeFailure, toFailure } from './failures.ts';

export type PortalSettings = {
  readonly livemode: boolean;
  readonly apiBase: string | undefined;
  /** The hosts on which Stripe serves portals: `billing.stripe.com` and custom domains. */
  readonly portalUrlHosts: readonly string[];
};

export type PortalSessionRequest = {
  readonly customerId: string;
  readonly returnUrl: string;
  /** The portal configuration, `bpc_…`; undefined for the account's default one. */
  readonly configurationId?: string | undefined;
  /** The screen to begin with; undefined for the portal's home. */
  readonly flow?: PortalFlow | undefined;
  /** The language; undefined leaves it to Stripe. */
  readonly locale?: PortalLocale | undefined;
};

/**
 * Creates a portal session.
 * https://docs.stripe.com/api/customer_portal/sessions/create
 *
 * @param idempotencyKey the same for both tries of a call.
 * @returns the session's URL. It is a credential: not for a log.
 * @throws StripeFailure `portal_not_configured` where the configuration is not there or not active, `wrong_mode` or
 *   `bad_response` where the answer is not what was asked for, and what the SDK throws.
 */
export async function createPortalSession(
  stripe: Stripe,
  settings: PortalSettings,
  request: PortalSessionRequest,
  idempotencyKey: string,
): Promise<string> {
  const { customerId, configurationId } = request;
  const session: Partial<Stripe.BillingPortal.Session> = await stripe.billingPortal.sessions
    .create(paramsOf(request), { idempotencyKey })
    .catch((error: unknown) => {
      throw configurationId === undefined ? error : aboutConfiguration(error);
    });
  if (session.object !== 'billing_portal.session') throw badResponse('not a portal session');
  if (session.customer !== customerId) throw badResponse('a session of another customer');
  if (configurationId !== undefined && session.configuration !== configurationId) {
    throw badResponse('a session with another configuration');
  }
  if (session.livemode !== settings.livemode) throw new StripeFailure('wrong_mode');
  return trustedUrl(session.url, settings);
}

function paramsOf({ customerId, returnUrl, configurationId, flow, locale }: PortalSessionRequest) {
  return {
    customer: customerId,
    return_url: returnUrl,
    ...(configurationId === undefined ? {} : { configuration: configurationId }),
    ...(flow === undefined ? {} : { flow_data: flowData(flow) }),
    ...(locale === undefined ? {} : { locale }),
  } satisfies Stripe.BillingPortal.SessionCreateParams;
}

/** https://docs.stripe.com/customer-management/portal-deep-links. What follows is Stripe's usual: the portal's home. */
function flowData(flow: PortalFlow): Stripe.BillingPortal.SessionCreateParams.FlowData {
  if (flow.type === 'payment_method_update') return { type: flow.type };
  return { type: flow.type, [flow.type]: { subscription: flow.subscriptionId } };
}

/** Somebody switched the configuration off, or the key is of another account than the one where it was applied. */
function aboutConfiguration(error: unknown): unknown {
  const failure = toFailure(error);
  const isIt = failure instanceof StripeFailure && failure.facts.log?.param === 'configuration';
  return isIt ? new StripeFailure('portal_not_configured', failure.facts) : error;
}

function trustedUrl(text: unknown, { portalUrlHosts, apiBase }: PortalSettings): string {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  if (url === null) throw badResponse('no URL');
  const isStripes = url.protocol === 'https:' && portalUrlHosts.includes(url.host);
  const isStandIns = apiBase !== undefined && url.origin === new URL(apiBase).origin;
  const hasUserInfo = url.username !== '' || url.password !== '';
  if (hasUserInfo || !(isStripes || isStandIns)) throw badResponse('a URL elsewhere', url.host);
  return url.href;
}

function badResponse(reason: string, host?: string): StripeFailure {
  return new StripeFailure('bad_response', { log: { reason, host } });
}
