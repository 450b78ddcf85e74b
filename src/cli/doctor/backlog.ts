import type { Store } from '../../store/connection.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';
import { followedEventTypes } from '../../sync/eventTypes.ts';
import { commandText } from '../shell.ts';
import { type Opened, storeOf, stripeOf } from './context.ts';
import { error, type Finding, type Findings, inTransit, orElse, warning } from './finding.ts';

/** Events that came and are not applied, and events that did not come. */
export async function checkBacklog(opened: Opened): Findings {
  const store = storeOf(opened);
  const here = await storedEvents(store);
  return orElse(
    [...here, ...(await undeliveredEvents(store, stripeOf(opened), opened.livemode))],
    'No event waits, is dead, or was not delivered.',
  );
}

async function storedEvents({ stripeEvents }: Store): Promise<readonly Finding[]> {
  const { waiting, dead, oldestWaiting } = await stripeEvents.backlog();
  const isLate = oldestWaiting !== null && !inTransit(Date.parse(oldestWaiting));
  return [
    ...(dead > 0
      ? [
          error(
            `${dead} events are dead: each try failed. ${commandText('webhooks', 'list', '--state', 'dead')} tells why.`,
            commandText('webhooks', 'retry'),
          ),
        ]
      : []),
    ...(isLate
      ? [
          warning(
            `${waiting} events wait to be applied, the oldest since ${oldestWaiting}. ${commandText('webhooks', 'list', '--state', 'waiting')} tells what stops them, if anything does.`,
            'Start the service, or look into its log.',
          ),
        ]
      : []),
  ];
}

/** Of the newest hundred: what nobody has caught up with meanwhile. */
async function undeliveredEvents(
  { stripeEvents }: Store,
  { liveReader }: StripeGateway,
  livemode: boolean,
): Promise<readonly Finding[]> {
  const request = { after: undefined, since: undefined, types: followedEventTypes };
  const { items = [], next } = (await liveReader.undeliveredEvents(request)) ?? {};
  const late = items.filter((event) => event.livemode === livemode && !inTransit(Date.parse(event.created)));
  const known = await Promise.all(late.map(({ id }) => stripeEvents.find(id)));
  const missed = known.filter((event) => event === undefined).length;
  if (missed === 0) return [];
  const count = next === undefined ? String(missed) : `${missed} or more`;
  return [
    warning(`${count} events were not delivered: Stripe could not hand them over.`, commandText('reconcile')),
  ];
}
