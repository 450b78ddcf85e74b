import { type StripeRight, type StripeUser, stripeCalls } from '../stripe/rights.ts';

/** Who needs a right, in the words of the command line: `serve, reconcile`. */
export function userNames(right: StripeRight): string {
  return usersOf(right).join(', ');
}

/** Who makes a call that takes the right. */
export function usersOf({ resource, access }: StripeRight): readonly StripeUser[] {
  const calls = Object.values(stripeCalls).filter(
    (call) => call.resource === resource && call.access === access,
  );
  return [...new Set(calls.flatMap(({ neededBy }) => neededBy))];
}
