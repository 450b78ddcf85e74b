import type { BillingAccount } from '../billing/billingAccount.ts';
import type { Owner } from '../billing/owner.ts';
import { type AccountPlan, type CustomerState, planFor } from './accountPlan.ts';
import { customerLock } from './customerLock.ts';
import type { SyncObserver } from './events.ts';
import type { Match } from './owners.ts';

type ConflictKind = 'customer_of_other_owner' | 'owner_has_other_customer' | 'customer_deleted';
type AccountFacts = Omit<BillingAccount, 'deletedAt' | 'staleAt'>;

export type RefreshOutcome =
  /** The account is new, has other facts, or the same. */
  | 'linked'
  | 'updated'
  | 'unchanged'
  /** Stripe has deleted the customer, or does not know it. */
  | 'deleted'
  | 'stale'
  /** Nobody of ours is named. */
  | 'foreign'
  /** A link that Stripe names was set aside for a person. */
  | 'conflict'
  /** Somebody else has just done it. */
  | 'covered';

export type Refreshed = {
  readonly outcome: RefreshOutcome;
  /** Whether the store changed, or would have in a dry run. */
  readonly changed: boolean;
  /** Whom the customer belongs to here, or by Stripe, if anybody. */
  readonly owner?: Owner;
};

export type RefreshOptions = {
  /** The event or command for which it is done. */
  readonly setBy: string;
  /** Who owns a customer that names nobody. */
  readonly match?: Match | undefined;
  /** Finds out, and changes nothing. */
  readonly dryRun?: boolean;
  /** Asked under the lock, before Stripe is, whether there is anything left to do. */
  readonly isNeeded?: () => Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
};

export type RefreshCustomer = (customerId: string, options: RefreshOptions) => Promise<Refreshed>;

export type RefreshParts = {
  readonly livemode: boolean;
  /** Undefined where Stripe does not know the customer. */
  readonly readState: (customerId: string, signal: AbortSignal) => Promise<CustomerState | undefined>;
  readonly locks: {
    run<T>(name: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
  };
  readonly accounts: {
    find(owner: Owner, livemode: boolean): Promise<BillingAccount | undefined>;
    findByCustomer(customerId: string): Promise<BillingAccount | undefined>;
    link(facts: AccountFacts): Promise<BillingAccount | ConflictKind>;
    markDeleted(customerId: string, at: string, setBy: string): Promise<unknown>;
    markStale(customerId: string, at: string, setBy: string): Promise<unknown>;
    clearStale(customerId: string, at: string, setBy: string): Promise<unknown>;
  };
  readonly conflicts: {
    /** @returns whether it was not open before. */
    setAside(
      conflict: {
        readonly customerId: string;
        readonly owner: Owner;
        readonly livemode: boolean;
        readonly kind: ConflictKind;
        readonly seenBy: string;
      },
      at: string,
    ): Promise<boolean>;
    settle(customerId: string, at: string, except?: readonly Owner[]): Promise<unknown>;
    list(owner: Owner): Promise<readonly { readonly customerId: string }[]>;
  };
  readonly observe: Pick<SyncObserver, 'conflict'>;
  readonly now: () => Date;
};

/**
 * Brings a customer's billing account to Stripe's current state: the one way in which the store follows Stripe, whatever
 * the reason. Stripe is asked inside a lock of the customer, so what is written last was read last, and neither order
 * nor times of events matter.
 *
 * The function that it returns throws ApiError where Stripe or the database fails.
 *
 * @example await refreshCustomer('cus_1', { setBy: 'evt_1' })
 */
export function createRefreshCustomer(parts: RefreshParts): RefreshCustomer {
  const { accounts, conflicts, livemode } = parts;

  return async function refresh(customerId, options): Promise<Refreshed> {
    const refreshed = await refreshOnce(parts, customerId, options);
    const { outcome, owner } = refreshed;
    if (owner === undefined || options.dryRun) return refreshed;
    const other = { setBy: options.setBy, signal: options.signal };
    if (outcome === 'deleted') {
      // The owner may come back with a customer that stood aside until now.
      for (const waiting of await conflicts.list(owner)) await refreshOnce(parts, waiting.customerId, other);
    }
    if (outcome === 'conflict') {
      // What the owner has may be deleted, and its event not here yet.
      const account = await accounts.find(owner, livemode);
      if (account === undefined || account.customerId === customerId) return refreshed;
      if ((await refresh(account.customerId, other)).outcome !== 'deleted') return refreshed;
      return { ...(await refreshOnce(parts, customerId, { ...other, match: options.match })), changed: true };
    }
    return refreshed;
  };
}

/** One customer, under its lock. */
function refreshOnce(parts: RefreshParts, customerId: string, options: RefreshOptions): Promise<Refreshed> {
  const { accounts, locks, readState, now } = parts;
  return locks.run(
    customerLock(customerId),
    async (signal) => {
      if ((await options.isNeeded?.()) === false) return { outcome: 'covered', changed: false };
      const account = await accounts.findByCustomer(customerId);
      const at = now().toISOString();
      const state = await readState(customerId, signal);
      // Without the lock nothing may be written any more.
      signal.throwIfAborted();
      const plan = planFor(account, state, options.match);
      const owner = plan.do === 'follow' ? plan.owner : account?.owner;
      const done = await (options.dryRun ? foresee : carryOut)(parts, plan, { customerId, at, ...options });
      return { ...done, ...(owner && { owner }) };
    },
    options.signal,
  );
}

type Task = { readonly customerId: string; readonly at: string; readonly setBy: string };

async function carryOut(parts: RefreshParts, plan: AccountPlan, task: Task): Promise<Refreshed> {
  const { accounts, conflicts } = parts;
  const { customerId, at, setBy } = task;
  switch (plan.do) {
    case 'markStale':
      await accounts.markStale(customerId, at, setBy);
      return { outcome: 'stale', changed: true };
    case 'markDeleted':
      await accounts.markDeleted(customerId, at, setBy);
      await conflicts.settle(customerId, at);
      return { outcome: 'deleted', changed: true };
    case 'nothing':
      await conflicts.settle(customerId, at);
      return { outcome: plan.outcome, changed: false };
    case 'follow':
      return follow(parts, plan, task);
  }
}

async function follow(
  { accounts, conflicts, livemode, observe }: RefreshParts,
  { owner, facts, outcome, strangers }: Extract<AccountPlan, { do: 'follow' }>,
  { customerId, at, setBy }: Task,
): Promise<Refreshed> {
  const isDue = outcome !== 'unchanged';
  const linked = isDue
    ? await accounts.link({ owner, customerId, livemode, ...facts, setBy, setAt: at })
    : undefined;
  if (isDue) await accounts.clearStale(customerId, at, setBy);
  const isRefused = typeof linked === 'string';
  const refused = [
    ...(isRefused ? [{ owner, kind: linked }] : []),
    ...strangers.map((stranger) => ({ owner: stranger, kind: 'customer_of_other_owner' as const })),
  ];
  let isNew = false;
  for (const { owner, kind } of refused) {
    if (!(await conflicts.setAside({ customerId, owner, livemode, kind, seenBy: setBy }, at))) continue;
    observe.conflict(kind);
    isNew = true;
  }
  await conflicts.settle(
    customerId,
    at,
    refused.map((one) => one.owner),
  );
  return { outcome: refused.length > 0 ? 'conflict' : outcome, changed: isNew || (isDue && !isRefused) };
}

/** What carrying out the plan would come to. */
async function foresee(
  { accounts, livemode }: RefreshParts,
  plan: AccountPlan,
  { customerId }: Task,
): Promise<Refreshed> {
  switch (plan.do) {
    case 'markStale':
      return { outcome: 'stale', changed: true };
    case 'markDeleted':
      return { outcome: 'deleted', changed: true };
    case 'nothing':
      return { outcome: plan.outcome, changed: false };
    case 'follow': {
      const other = plan.outcome === 'linked' ? await accounts.find(plan.owner, livemode) : undefined;
      const isRefused = other !== undefined && other.customerId !== customerId;
      const changed = plan.outcome !== 'unchanged' && !isRefused;
      return { outcome: isRefused || plan.strangers.length > 0 ? 'conflict' : plan.outcome, changed };
    }
  }
}
