import type { BillingAccount } from '../../billing/billingAccount.ts';
import { formatOwner, type Owner } from '../../billing/owner.ts';
import type { Store } from '../../store/connection.ts';
import type { StripeReader } from '../../stripe/reader.ts';
import type { SyncObserver } from '../../sync/events.ts';
import { createLiveLookup } from '../../sync/liveLookup.ts';
import { createRefreshCustomer } from '../../sync/refreshCustomer.ts';
import { createScratch } from './scratch.ts';

/** What comes of looking an owner up in Stripe, as a portal request does where the store would refuse it. */
export type LookUp =
  /** The store says yes. */
  | 'not needed'
  /** What the store has is so young that Stripe is not asked. */
  | 'too fresh'
  /** Offline: a portal request would ask. */
  | 'not asked'
  | Parameters<SyncObserver['lookup']>[0];

export type Foreseen = { readonly account: BillingAccount | undefined; readonly outcome: LookUp };
export type Foresee = (owner: Owner, known: BillingAccount | undefined) => Promise<Foreseen>;

export type ForesightParts = {
  readonly store: Store;
  readonly livemode: boolean;
  /** Undefined: Stripe is not asked. */
  readonly reader: Pick<StripeReader, 'customerState' | 'customersOf'> | undefined;
};

/**
 * Foresees the live look-up of a portal request, by its very code and in its time, on a copy of the store. Each owner is
 * looked up once.
 */
export function createForesight({ store, livemode, reader }: ForesightParts): Foresee {
  const offline = () => Promise.reject(new Error('Stripe is not asked'));
  const { customerState, customersOf } = reader ?? { customerState: offline, customersOf: offline };
  const now = () => new Date();

  async function lookUp(owner: Owner, known: BillingAccount | undefined): Promise<Foreseen> {
    const scratch = createScratch(store);
    const heard: LookUp[] = [];
    const liveLookup = createLiveLookup({
      find: (one) => scratch.accounts.find(one, livemode),
      refresh: createRefreshCustomer({
        ...scratch,
        livemode,
        readState: customerState,
        observe: { conflict: () => {} },
        now,
      }),
      customersOf,
      observe: { lookup: (outcome) => void heard.push(outcome) },
      now,
    });
    const account = await liveLookup(owner, known);
    const [outcome = 'too fresh'] = heard;
    return { account, outcome: reader === undefined && outcome === 'unanswered' ? 'not asked' : outcome };
  }

  const foreseen = new Map<string, Promise<Foreseen>>();
  return (owner, known) => {
    const key = formatOwner(owner);
    const asked = foreseen.get(key) ?? lookUp(owner, known);
    foreseen.set(key, asked);
    return asked;
  };
}
