import { formatOwner } from '../../billing/owner.ts';
import { indented, wrapped } from '../layout.ts';
import { columns } from '../output.ts';
import type { Conflict } from './conflict.ts';

/** A conflict as a person reads it: what stands against the link, who saw it, and what settles it. */
export function conflictText(conflict: Conflict): string {
  const { customerId, livemode, kind, seenBy, seenAt } = conflict;
  return [
    wrapped(`${customerId} (${livemode ? 'live' : 'test'} mode): ${contradiction(conflict)}`, 4, 2),
    indented(
      columns([
        ['kind', kind],
        ['seen', `${seenAt} by ${seenBy}`],
      ]),
      2,
    ),
    waysText(conflict),
  ].join('\n');
}

/** What can be done about it, a way after the other. */
export function waysText({ settle }: Pick<Conflict, 'settle'>): string {
  return settle
    .map(({ to, first, command }) =>
      [
        indented(wrapped(`To ${to}:`), 2),
        ...(first === null ? [] : [indented(wrapped(`${first}, then`, 6), 4)]),
        `    ${command}`,
      ].join('\n'),
    )
    .join('\n');
}

function contradiction({ owner, belongsTo, ownersCustomer }: Conflict): string {
  const named = `Stripe names ${formatOwner(owner)}`;
  if (belongsTo !== null && formatOwner(belongsTo) !== formatOwner(owner)) {
    return `${named}, and here it belongs to ${formatOwner(belongsTo)}. A customer never moves.`;
  }
  if (belongsTo !== null) return `${named}, and it is linked so by now.`;
  return ownersCustomer === null
    ? `${named}, who has no other customer here any more.`
    : `${named}, who has another customer here, ${ownersCustomer}.`;
}
