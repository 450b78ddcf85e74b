import { formatOwner } from '../../billing/owner.ts';
import type { CustomerState } from '../../stripe/customerState.ts';
import type { StripeReader } from '../../stripe/reader.ts';
import { namedOwners } from '../../sync/owners.ts';
import type { Finding } from '../../sync/reconcile.ts';

/** A customer as Stripe has it now, and what comparing the store with it would come to. */
export type CustomerInStripe = {
  readonly customerId: string;
  readonly state: 'there' | 'deleted' | 'unknown' | 'not read';
  readonly purchasedAt: string | null;
  readonly subscriptionStatus: string | null;
  /** The owners that Stripe names for it, the one that counts first. */
  readonly names: readonly string[];
  /** `unchanged` where the store has the same. */
  readonly outcome: Finding['outcome'];
};

/** What Stripe was found to have, or why it was not asked. */
export type StripeFacts =
  | { readonly asked: false; readonly why: string }
  | { readonly asked: true; readonly answered: false; readonly why: string }
  | {
      readonly asked: true;
      readonly answered: true;
      readonly customers: readonly CustomerInStripe[];
      /** The commands that put the store right; none where it is as Stripe has it. */
      readonly repair: readonly string[];
    };

/** Reads Stripe, and remembers each customer: what is told is then what was decided by. */
export type RememberingReader = StripeReader & {
  readonly states: ReadonlyMap<string, CustomerState | undefined>;
};

export function remembering(reader: StripeReader): RememberingReader {
  const states = new Map<string, CustomerState | undefined>();
  return {
    ...reader,
    states,
    async customerState(customerId, signal) {
      if (!states.has(customerId)) states.set(customerId, await reader.customerState(customerId, signal));
      return states.get(customerId);
    },
  };
}

/** What was read of a customer. @param outcome of comparing it. */
export function customerIn(
  { states }: RememberingReader,
  customerId: string,
  outcome: CustomerInStripe['outcome'],
): CustomerInStripe {
  const state = states.get(customerId);
  return {
    customerId,
    state: states.has(customerId) ? stateOf(state) : 'not read',
    purchasedAt: state?.purchasedAt ?? null,
    subscriptionStatus: state?.subscriptionStatus ?? null,
    names: namedOwners(state?.hints ?? []).map(formatOwner),
    outcome,
  };
}

function stateOf(state: CustomerState | undefined): CustomerInStripe['state'] {
  if (state === undefined) return 'unknown';
  return state.deleted ? 'deleted' : 'there';
}
