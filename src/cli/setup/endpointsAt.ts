import type { WebhookEndpoint } from '../../stripe/webhookEndpoints.ts';

/** The webhook endpoints at one address, by what they are to us. */
export type EndpointsAt = {
  /** The one in use, or one made by hand that may become it. */
  readonly current: WebhookEndpoint | undefined;
  /** Made by us, and their secret reached nobody. */
  readonly unfinished: readonly WebhookEndpoint[];
  /** Ours, and to go when the current one is known to work. */
  readonly replaced: readonly WebhookEndpoint[];
  /** Not ours, and they deliver here as well. */
  readonly others: readonly WebhookEndpoint[];
  /** Ours at other addresses: of another deployment, or of this one before it moved. */
  readonly elsewhere: readonly WebhookEndpoint[];
};

/**
 * Finds the endpoints that are about an address. The address decides, not the mark: two deployments may share a Stripe
 * account, and neither is to take the other's endpoint.
 *
 * @param all the oldest first.
 */
export function endpointsAt(url: string, all: readonly WebhookEndpoint[]): EndpointsAt {
  const here = all.filter((endpoint) => endpoint.url === url);
  const byHand = here.filter(({ mark }) => mark === null);
  const inUse = here.filter(({ mark }) => mark === 'current');
  const current = inUse.at(-1) ?? byHand.find(({ enabled }) => enabled) ?? byHand[0];
  return {
    current,
    unfinished: here.filter(({ mark }) => mark === 'new'),
    replaced: here.filter((one) => one.mark === 'replaced' || (one.mark === 'current' && one !== current)),
    others: byHand.filter((one) => one !== current),
    elsewhere: all.filter((one) => one.url !== url && one.mark !== null),
  };
}

/** The types of events that an endpoint lacks, and those that it is sent and need not be. */
export function eventDifferences(
  { events }: WebhookEndpoint,
  wanted: readonly string[],
): { readonly missing: readonly string[]; readonly extra: readonly string[] } {
  return {
    missing: events.includes('*') ? [] : wanted.filter((type) => !events.includes(type)),
    extra: events.filter((type) => !wanted.includes(type)),
  };
}
