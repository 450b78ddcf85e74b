import type { WebhookEndpoint, WebhookEndpoints } from '../../stripe/webhookEndpoints.ts';
import { webhookSecretHash } from '../../stripe/webhookSecret.ts';
import { followedEventTypes } from '../../sync/eventTypes.ts';
import { visible } from '../output.ts';
import { withStore, withStripe } from '../parts.ts';
import { probeWebhooks } from '../webhookProbe.ts';
import { type EndpointsAt, endpointsAt, eventDifferences } from './endpointsAt.ts';
import { remainingAfterKeeping, remainingAfterMaking } from './secretRemarks.ts';
import type { SetupContext, Step, StepResult } from './step.ts';

/**
 * Stripe's webhook endpoint: sent exactly the events that are followed, in the pinned version, and enabled.
 *
 * Stripe sets the version, and tells the secret, at creation alone. So an endpoint with another version is replaced, in
 * two runs: the old one goes on delivering until the service is seen to take what the new one signs. Deleted any sooner,
 * it would take with it what it still has to deliver (decisions/012).
 */
export const setUpWebhookEndpoint: Step = (context) =>
  withStripe(context.config, async ({ webhookEndpoints }) => {
    const work = () => setUp(context, webhookEndpoints);
    if (context.dryRun) return work();
    const name = `webhook endpoint ${context.config.stripe.livemode ? 'live' : 'test'}`;
    return withStore(context.config, (store) => store.locks.run(name, work));
  });

async function setUp(context: SetupContext, endpoints: WebhookEndpoints): Promise<StepResult> {
  const at = endpointsAt(context.webhookUrl, await endpoints.list());
  const { current } = at;
  const isGood = current?.apiVersion === endpoints.apiVersion && !context.newSecret;
  return isGood ? keep(context, endpoints, at, current) : make(context, endpoints, at);
}

/** Makes an endpoint, in the place of the present one if there is one. */
async function make(
  context: SetupContext,
  endpoints: WebhookEndpoints,
  at: EndpointsAt,
): Promise<StepResult> {
  const { webhookUrl: url, newSecret, dryRun } = context;
  const { current: old, unfinished } = at;
  const outcome = old ? 'replaced' : 'created';
  const where = `at ${url}, for ${followedEventTypes.length} types of events, in ${endpoints.apiVersion}`;
  const why = newSecret ? 'for a new secret' : `which has the version ${old?.apiVersion ?? 'of the account'}`;
  const instead = old ? `, in the place of ${visible(old.id)}, ${why}` : '';
  if (dryRun) return { outcome, message: `An endpoint ${where}, would be made${instead}.` };

  for (const { id } of unfinished) await endpoints.delete(id);
  // Before the new one is there, so that no moment leaves it open which of the two is to go.
  if (old) await endpoints.update(old.id, { mark: 'replaced' });
  const { endpoint, secret } = await endpoints.create({ url, events: followedEventTypes });
  const { id, apiVersion } = endpoint;
  const secretHash = webhookSecretHash(secret);
  const confirm = (by: WebhookEndpoints) => by.update(id, { mark: 'current', secretHash });
  const isHandedOver = await context.handOver(secret);
  if (isHandedOver) await confirm(endpoints);
  return {
    outcome,
    message: `${visible(id)} was made ${where}${instead}.`,
    facts: { endpoint: id, url, apiVersion },
    remaining: remainingAfterMaking(context, at),
    ...(!isHandedOver && {
      confirm: () => withStripe(context.config, (stripe) => confirm(stripe.webhookEndpoints)),
    }),
  };
}

/** Brings the present endpoint up to date, and removes those that it has replaced, once that loses nothing. */
async function keep(
  context: SetupContext,
  endpoints: WebhookEndpoints,
  at: EndpointsAt,
  current: WebhookEndpoint,
): Promise<StepResult> {
  const { webhookUrl: url, config, secretFile, dryRun } = context;
  const rolledHash = hashOfRolled(context, current);
  const secretHash = rolledHash ?? current.secretHash;
  const { missing, extra } = eventDifferences(current, followedEventTypes);
  const secrets = [...context.webhookSecrets, ...((await secretFile?.secrets()) ?? [])];
  const secret = secrets.find((known) => webhookSecretHash(known) === secretHash);
  const answer =
    secret !== undefined && at.replaced.length > 0
      ? await probeWebhooks(url, config.stripe.livemode, secret)
      : undefined;
  const toRemove = [...at.unfinished, ...(answer === 200 ? at.replaced : [])];
  const changes = [
    ...missing.map((type) => `+ ${type}`),
    ...extra.map((type) => `- ${type}`),
    ...(current.enabled ? [] : ['enabled again']),
    ...(current.mark === null ? ['taken over, though it was made by hand'] : []),
    ...(rolledHash ? ['its signing secret noted'] : []),
    ...toRemove.map(({ id }) => `${id} removed`),
  ];
  if (!dryRun && changes.length > toRemove.length) {
    const noted = rolledHash && { secretHash: rolledHash };
    await endpoints.update(current.id, {
      events: followedEventTypes,
      enabled: true,
      mark: 'current',
      ...noted,
    });
  }
  if (!dryRun) for (const { id } of toRemove) await endpoints.delete(id);
  const isChanged = changes.length > 0;
  return {
    outcome: isChanged ? 'updated' : 'unchanged',
    message: isChanged
      ? `${visible(current.id)} at ${url} ${dryRun ? 'would be' : 'was'} changed: ${visible(changes.join(', '))}.`
      : `${visible(current.id)} at ${url} is as it should be.`,
    facts: { endpoint: current.id, url, apiVersion: current.apiVersion, changes },
    remaining: remainingAfterKeeping(context, at, { ...current, secretHash }, { secret, secrets, answer }),
  };
}

/** The hash of the secret that a person says to be the endpoint's, where another one is noted. */
function hashOfRolled(
  { rolled, webhookSecrets: [first] }: SetupContext,
  { secretHash }: WebhookEndpoint,
): string | undefined {
  if (!rolled || first === undefined) return undefined;
  const hash = webhookSecretHash(first);
  return hash === secretHash ? undefined : hash;
}
