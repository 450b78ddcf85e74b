import { item, shortTime, wrapped } from '../layout.ts';
import type { CustomerInStripe, StripeFacts } from './stripe.ts';

/** What Stripe has, where the store differs, and what puts it right. */
export function stripeText(stripe: StripeFacts): string {
  if (!stripe.asked || !stripe.answered) return wrapped(stripe.why);
  const { customers, repair } = stripe;
  return [
    ...customers.map((customer) => item(stateText(customer), differences[customer.outcome])),
    ...(customers.length === 0 ? ['Stripe has no customer that names this owner.'] : []),
    ...repair.map((command) => `To put it right: ${command}`),
  ].join('\n');
}

const differences: Readonly<Record<CustomerInStripe['outcome'], string>> = {
  unchanged: 'The store has the same.',
  updated: 'The store has other facts.',
  linked: 'The store has no link to it yet.',
  deleted: 'The store does not know yet that it is deleted.',
  stale: 'The store has it as one that Stripe knows.',
  conflict: 'It cannot be linked to everybody whom Stripe names: a person has to decide.',
  foreign: 'It names no owner of ours.',
  covered: 'The store has the same.',
  failed: 'It could not be compared: try again.',
};

function stateText(customer: CustomerInStripe): string {
  const { customerId, state, purchasedAt, subscriptionStatus, names } = customer;
  if (state === 'not read') return `${customerId}: not read`;
  if (state === 'deleted') return `${customerId}: deleted`;
  if (state === 'unknown') return `${customerId}: not known in the mode of this key`;
  return [
    `${customerId}: purchasedAt ${shortTime(purchasedAt) ?? 'missing'}`,
    `subscriptionStatus ${subscriptionStatus ?? 'missing'}`,
    names.length > 0 ? `names ${names.join(', then ')}` : 'names nobody',
  ].join('; ');
}
