import { formatOwner, type Owner } from '../../billing/owner.ts';
import type { Store } from '../../store/connection.ts';
import type { SetAsideLink } from '../../store/linkConflicts.ts';
import { isSameOwner } from '../../sync/owners.ts';
import { commandText } from '../shell.ts';

/** A way to settle a conflict: what has to be done in Stripe first, if anything, and the command. */
export type Settlement = { readonly to: string; readonly first: string | null; readonly command: string };

/** A link that was set aside, with what stands against it now and the ways to settle it. */
export type Conflict = SetAsideLink & {
  /** Whom the customer belongs to here; null where it is nobody's. */
  readonly belongsTo: Owner | null;
  /** The customer that opens the named owner's portal here; null where none does. */
  readonly ownersCustomer: string | null;
  readonly settle: readonly Settlement[];
};

/** The links that are set aside, oldest first. @param of those that name this owner, or a customer of theirs. */
export async function conflictsIn(store: Store, of?: Owner): Promise<readonly Conflict[]> {
  if (of === undefined) return described(store, await store.linkConflicts.list());
  const accounts = await store.billingAccounts.listOf(of);
  const [naming, theirs] = await Promise.all([
    store.linkConflicts.list(of),
    store.linkConflicts.listOf(accounts.map(({ customerId }) => customerId)),
  ]);
  const others = theirs.filter(({ owner }) => !isSameOwner(owner, of));
  return described(store, [...naming, ...others]);
}

/** Those about a customer, whoever is named. */
export async function conflictsAbout(store: Store, customerId: string): Promise<readonly Conflict[]> {
  return described(store, await store.linkConflicts.listOf([customerId]));
}

async function described(store: Store, links: readonly SetAsideLink[]): Promise<readonly Conflict[]> {
  const all: Conflict[] = [];
  // One after the other: however many there are, they do not crowd the database.
  for (const link of links) {
    const belongsTo = (await store.billingAccounts.findByCustomer(link.customerId))?.owner ?? null;
    const ownersCustomer = (await store.billingAccounts.find(link.owner, link.livemode))?.customerId ?? null;
    const against = { ...link, belongsTo, ownersCustomer };
    all.push({ ...against, settle: waysToSettle(against) });
  }
  return all;
}

/** By what stands against the link now, which may be something else than when it was set aside. */
function waysToSettle({
  customerId,
  owner,
  belongsTo,
  ownersCustomer,
}: Omit<Conflict, 'settle'>): readonly Settlement[] {
  const named = formatOwner(owner);
  const link = ['customers', 'link', named];
  if (belongsTo !== null && !isSameOwner(belongsTo, owner)) {
    return [
      {
        to: `leave it to ${formatOwner(belongsTo)}`,
        first: `take ${named} off the metadata of ${customerId}, and of its Checkout sessions, in Stripe`,
        command: commandText('reconcile', named),
      },
      {
        to: `give ${named} a portal`,
        first: `do so, and make a customer of their own for ${named} in Stripe`,
        command: `${commandText(...link)} cus_…`,
      },
    ];
  }
  if (belongsTo !== null || ownersCustomer === null) {
    return [{ to: 'have it done', first: null, command: commandText('reconcile', named) }];
  }
  return [
    {
      to: `take ${customerId}`,
      first: null,
      command: commandText(...link, customerId, '--replace'),
    },
    {
      to: `stay with ${ownersCustomer}`,
      first: null,
      command: commandText('customers', 'conflicts', '--dismiss', customerId),
    },
  ];
}
