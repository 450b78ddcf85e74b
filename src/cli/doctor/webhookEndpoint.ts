import type { WebhookEndpoint } from '../../stripe/webhookEndpoints.ts';
import { followedEventTypes } from '../../sync/eventTypes.ts';
import { visible } from '../output.ts';
import { endpointsAt, eventDifferences } from '../setup/endpointsAt.ts';
import { deleteByHand, idsOf, lostSecret } from '../setup/secretRemarks.ts';
import { whyUndeliverable } from '../webhookUrl.ts';
import { type Opened, stripeOf, webhookUrlIn } from './context.ts';
import { error, type Finding, type Findings, orElse, warning } from './finding.ts';

const setup = 'billing-portal setup';

/** The webhook endpoint in Stripe: there, once, enabled, as `setup` makes it, and its secret configured. */
export async function checkWebhookEndpoint(opened: Opened): Findings {
  const url = webhookUrlIn(opened);
  const { webhookEndpoints } = stripeOf(opened);
  const { livemode, values } = opened;
  const problem = whyUndeliverable(url, { livemode, apiBase: values.STRIPE_API_BASE });
  if (problem) return [error(`PUBLIC_URL ${problem}.`, `Set PUBLIC_URL, then ${setup}`)];

  const { current, unfinished, replaced, others, elsewhere } = endpointsAt(
    url,
    await webhookEndpoints.list(),
  );
  const moved = elsewhere.map((one) => ` There is ${visible(one.id)}, at ${visible(one.url)}.`).join('');
  const isBegun = unfinished.length + replaced.length > 0;
  const found = [
    ...(current
      ? againstIt(current, webhookEndpoints.apiVersion, values.STRIPE_WEBHOOK_SECRET ?? [])
      : [
          error(
            `${isBegun ? 'A run of `setup` was stopped before it was done with the' : 'Stripe has no'} webhook endpoint at ${url}.${moved}`,
            setup,
          ),
        ]),
    ...(current && unfinished.length > 0
      ? [warning(`${idsOf(unfinished)} at the same address signs with a secret that nobody has.`, setup)]
      : []),
    ...(current && replaced.length > 0
      ? [
          warning(
            `${idsOf(replaced)} at the same address was replaced by ${visible(current.id)}, and is still there.`,
            `Restart the service with the secret of ${visible(current.id)}, then ${setup}`,
          ),
        ]
      : []),
    ...(others.length > 0
      ? [warning(`${idsOf(others)} delivers to the same address.`, deleteByHand(idsOf(others)))]
      : []),
  ];
  return orElse(found, `${visible(current?.id ?? '')} delivers to ${url} what the service follows.`);
}

function againstIt(
  endpoint: WebhookEndpoint,
  apiVersion: string,
  secrets: readonly string[],
): readonly Finding[] {
  const id = visible(endpoint.id);
  const { missing, extra } = eventDifferences(endpoint, followedEventTypes);
  const lost = lostSecret(endpoint, secrets);
  return [
    ...(endpoint.enabled ? [] : [error(`${id} is disabled: Stripe delivers nothing.`, setup)]),
    ...(missing.length > 0 ? [error(`${id} is not sent ${missing.join(', ')}.`, setup)] : []),
    ...(extra.length > 0
      ? [warning(`${id} is sent what the service does not use: ${visible(extra.join(', '))}.`, setup)]
      : []),
    ...(endpoint.apiVersion === apiVersion
      ? []
      : [
          warning(
            `${id} has the API version ${visible(endpoint.apiVersion ?? 'of the account')}, not ${apiVersion}.`,
            setup,
          ),
        ]),
    ...(lost ? [error(lost.problem, lost.fix)] : []),
  ];
}
