import { intentNotOffered, type PortalFlow, type PortalIntent, portalFlow } from '../billing/portalFlow.ts';
import { ApiError } from '../errors.ts';
import { type Ask, readCustomer } from './customerFacts.ts';
import { StripeFailure } from './failures.ts';
import { readPortalFlowFacts } from './portalFlowFacts.ts';
import type { PortalSessionRequest } from './portalSessions.ts';

export type DeepLinkParts = {
  readonly ask: Ask;
  /** Creates the session, and returns its URL. */
  readonly create: (flow: PortalFlow) => Promise<string>;
};

/**
 * Creates a session that begins where the intent leads.
 *
 * @throws what `portalFlow` throws, StripeFailure `unknown_customer` where the customer was deleted, and what the parts throw.
 */
export async function createDeepLink(
  { ask, create }: DeepLinkParts,
  intent: PortalIntent,
  { customerId, configurationId }: PortalSessionRequest,
): Promise<string> {
  const decide = async () =>
    portalFlow(intent, await readPortalFlowFacts(ask, { intent, customerId, configurationId }));
  try {
    return await create(await decide());
  } catch (error) {
    if (isNoSubscription(error)) {
      // A deleted customer has none either, and is another answer.
      const customer = await readCustomer(ask, customerId);
      throw customer.deleted ? new StripeFailure('unknown_customer') : error;
    }
    if (!mayBeAboutFlow(error)) throw error;
  }
  // Something changed between the look and the session, such as a cancellation: it is answered as things are now.
  try {
    return await create(await decide());
  } catch (error) {
    throw isAboutFlow(error) ? intentNotOffered(error.facts.log) : error;
  }
}

function isNoSubscription(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'NO_ACTIVE_SUBSCRIPTION';
}

/** Of a feature that is off Stripe names no parameter. */
function mayBeAboutFlow(error: unknown): boolean {
  return isAboutFlow(error) || (isBadRequest(error) && error.facts.log?.param === undefined);
}

function isAboutFlow(error: unknown): error is StripeFailure {
  return isBadRequest(error) && String(error.facts.log?.param).startsWith('flow_data');
}

function isBadRequest(error: unknown): error is StripeFailure {
  return error instanceof StripeFailure && error.outcome === 'bad_request';
}
