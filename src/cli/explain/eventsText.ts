import type { StoredEvent } from '../../store/stripeEvents.ts';
import { item, shortTime } from '../layout.ts';
import { columns } from '../output.ts';
import { commandText } from '../shell.ts';
import type { OwnerFacts } from './facts.ts';

/** Stripe's events about some customers: what waits, what is dead, and what was applied last. */
export function eventsText({ waiting, dead, applied }: OwnerFacts['stripeEvents']): string {
  const all = [...waiting, ...dead, ...applied];
  return all.length === 0 ? 'None came in the last 35 days.' : all.map(eventText).join('\n');
}

function eventText(event: StoredEvent): string {
  const again = `once its cause is gone: ${commandText('webhooks', 'retry', event.id)}`;
  const details = [detailsOf(event), ...(event.state === 'dead' ? [again] : [])];
  return item(columns([[event.state, event.type, event.id]]), ...details);
}

function detailsOf({ state, receivedAt, tries, dueAt, endedAt, outcome, reason }: StoredEvent): string {
  const received = `received ${shortTime(receivedAt)}`;
  switch (state) {
    case 'waiting':
      return `${received}; tried ${tries} times, next at ${shortTime(dueAt)}${reason === null ? '' : `: ${reason}`}`;
    case 'dead':
      return `${received}; given up ${shortTime(endedAt)} after ${tries} tries: ${reason}`;
    case 'applied':
      return `${received}; applied ${shortTime(endedAt)}: ${outcome}`;
  }
}
