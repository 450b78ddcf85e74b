import type { Owner } from '../../billing/owner.ts';
import type { StoredBillingAccount } from '../../store/billingAccounts.ts';
import type { Store } from '../../store/connection.ts';
import { isSameOwner } from '../../sync/owners.ts';
import type { RefreshParts } from '../../sync/refreshCustomer.ts';

/** Billing accounts as they would be: what is written stays in memory, over what the store has. */
export type Scratch = Pick<RefreshParts, 'accounts' | 'conflicts' | 'locks'>;

/** The store's own rules for links, on a copy: so a look-up can be foreseen by the very code that makes it. */
export function createScratch({ billingAccounts, linkConflicts }: Store): Scratch {
  const written = new Map<string, StoredBillingAccount>();

  async function findByCustomer(customerId: string): Promise<StoredBillingAccount | undefined> {
    return written.get(customerId) ?? billingAccounts.findByCustomer(customerId);
  }

  async function find(owner: Owner, livemode: boolean): Promise<StoredBillingAccount | undefined> {
    const here = [...written.values()].find(
      (account) => isLive(account) && account.livemode === livemode && isSameOwner(account.owner, owner),
    );
    const stored = await billingAccounts.find(owner, livemode);
    return here ?? (stored && written.has(stored.customerId) ? undefined : stored);
  }

  async function change(customerId: string, changes: Partial<StoredBillingAccount>): Promise<void> {
    const account = await findByCustomer(customerId);
    if (account) written.set(customerId, { ...account, ...changes });
  }

  return {
    locks: { run: (_name, work, signal = new AbortController().signal) => work(signal) },
    accounts: {
      find,
      findByCustomer,
      async link(facts) {
        const known = await findByCustomer(facts.customerId);
        if (known && !(isSameOwner(known.owner, facts.owner) && known.livemode === facts.livemode)) {
          return 'customer_of_other_owner';
        }
        const purchasedAt = facts.purchasedAt ?? known?.purchasedAt ?? null;
        const linked = { deletedAt: null, replacedAt: null, staleAt: null, ...known, ...facts, purchasedAt };
        const other = await find(facts.owner, facts.livemode);
        if (isLive(linked) && other !== undefined && other.customerId !== facts.customerId) {
          return 'owner_has_other_customer';
        }
        written.set(facts.customerId, linked);
        return linked;
      },
      markDeleted: (customerId, deletedAt, setBy) =>
        change(customerId, { deletedAt, setBy, setAt: deletedAt }),
      markStale: (customerId, staleAt) => change(customerId, { staleAt }),
      clearStale: (customerId) => change(customerId, { staleAt: null }),
    },
    conflicts: {
      setAside: async () => true,
      settle: async () => 0,
      list: (owner) => linkConflicts.list(owner),
    },
  };
}

function isLive({ deletedAt, replacedAt }: StoredBillingAccount): boolean {
  return deletedAt === null && replacedAt === null;
}
