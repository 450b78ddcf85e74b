import { Semaphore } from 'async-mutex';
import type { Owner } from '../billing/owner.ts';
import { isSameOwner, namedOwners, type OwnerHints, parseMatch } from './owners.ts';
import { patiently } from './patiently.ts';
import { createPhases, type PhaseName, type PhaseParts, phaseNames } from './reconcilePhases.ts';
import { type Counts, noCounts, resumable, type SavedProgress } from './reconcileProgress.ts';
import type { RefreshCustomer, Refreshed, RefreshOutcome } from './refreshCustomer.ts';
import { isKeyRefused, isOutage } from './retries.ts';

export type ReconcileOptions = {
  /** This owner alone. */
  readonly owner?: Owner;
  /** `metadata.userId`: whose customers those are that name no owner of ours. */
  readonly match?: string;
  /** Finds out, and changes nothing. */
  readonly dryRun?: boolean;
  /** Only what was made, and events that came about, since then (ISO 8601). */
  readonly since?: string;
  readonly onProgress?: (progress: ReconcileProgress) => void;
  readonly signal?: AbortSignal;
};

/** A customer that a person may want to see. */
export type Finding = {
  readonly customerId: string;
  readonly outcome: RefreshOutcome | 'failed';
  readonly owner?: Owner;
};

export type ReconcileProgress = {
  readonly phase: PhaseName | 'owner';
  readonly counts: Counts;
  readonly finding?: Finding;
};

export type ReconcileReport = {
  readonly counts: Counts;
  /** How much the store was changed, or would be: 0 for the second of two runs. */
  readonly changes: number;
  /** Whether it went on where an earlier run was stopped. */
  readonly resumed: boolean;
};

/**
 * Compares the store with Stripe and repairs it: undelivered events, every account here, every customer and every
 * completed Checkout session there. What cannot be decided is set aside. A run that was stopped goes on where it was.
 *
 * @throws RangeError for a wrong `match` or `since`; ApiError where Stripe stays out of order or refuses the key, or the
 * database is out of order.
 * @example const { changes } = await reconcile({ dryRun: true })
 */
export type Reconcile = (options?: ReconcileOptions) => Promise<ReconcileReport>;

export type ReconcileParts = PhaseParts & {
  readonly refresh: RefreshCustomer;
  readonly reader: {
    customersOf(
      owner: Owner,
      signal?: AbortSignal,
    ): Promise<readonly { readonly customerId: string; readonly hints: OwnerHints }[]>;
  };
  readonly accounts: {
    find(owner: Owner, livemode: boolean): Promise<{ readonly customerId: string } | undefined>;
  };
  readonly conflicts: { list(owner: Owner): Promise<readonly { readonly customerId: string }[]> };
  readonly progress: {
    load(name: string): Promise<unknown>;
    save(name: string, progress: unknown, at: string): Promise<unknown>;
    clear(name: string): Promise<unknown>;
  };
};

const atOnce = 4;

export function createReconcile(parts: ReconcileParts): Reconcile {
  const { livemode, refresh, reader, accounts, conflicts, progress, now } = parts;

  return async (options = {}) => {
    const { owner, match, dryRun = false, signal, onProgress } = options;
    const since = options.since === undefined ? undefined : new Date(options.since).toISOString();
    const settings = { dryRun, since, signal, match: match === undefined ? undefined : parseMatch(match) };
    const name = `reconcile ${livemode} ${match ?? ''} ${since ?? ''}`;
    const saved = owner || dryRun ? undefined : resumable(await progress.load(name), now());
    const counts = { ...(saved?.counts ?? noCounts) };
    let changes = saved?.changes ?? 0;

    const compare = async (phase: ReconcileProgress['phase'], customerIds: readonly string[]) => {
      const places = new Semaphore(atOnce);
      let failed: { readonly error: unknown } | undefined;
      const one = async (customerId: string) => {
        if (failed) return;
        signal?.throwIfAborted();
        const { outcome, changed, ...rest } = await refreshed(customerId);
        counts[outcome] += 1;
        if (changed) changes += 1;
        const isTold = changed || outcome === 'conflict' || outcome === 'failed';
        onProgress?.({
          phase,
          counts: { ...counts },
          ...(isTold && { finding: { customerId, outcome, ...rest } }),
        });
      };
      const compared = (customerId: string) =>
        one(customerId).catch((error: unknown) => {
          failed ??= { error };
        });
      // What has begun ends before anybody is told: the caller then closes what it works with.
      await Promise.all(customerIds.map((customerId) => places.runExclusive(() => compared(customerId))));
      if (failed) throw failed.error;
    };
    const refreshed = async (
      customerId: string,
    ): Promise<Refreshed | { outcome: 'failed'; changed: false }> => {
      const setBy = 'reconcile';
      try {
        return await patiently(
          () => refresh(customerId, { setBy, dryRun, match: settings.match, signal }),
          signal,
        );
      } catch (error) {
        if (isOutage(error) || isKeyRefused(error) || signal?.aborted) throw error;
        return { outcome: 'failed', changed: false };
      }
    };

    if (owner) {
      const found = await patiently(() => reader.customersOf(owner, signal), signal);
      const named = found.filter(({ hints }) => namedOwners([hints]).some((one) => isSameOwner(one, owner)));
      const account = await accounts.find(owner, livemode);
      const all = [...(account ? [account] : []), ...named, ...(await conflicts.list(owner))];
      await compare('owner', [...new Set(all.map(({ customerId }) => customerId))]);
      return { counts, changes, resumed: false };
    }

    const phases = createPhases(parts, settings);
    const startedAt = saved?.startedAt ?? now().toISOString();
    let after = saved?.after;
    for (const phase of phaseNames.slice(phaseNames.indexOf(saved?.phase ?? 'events'))) {
      do {
        signal?.throwIfAborted();
        const page = await patiently(() => phases[phase](after), signal);
        counts.events += page.events;
        counts.newEvents += page.newEvents;
        counts.foreign += page.foreign;
        changes += page.newEvents;
        await compare(phase, page.customers);
        after = page.next;
        onProgress?.({ phase, counts: { ...counts } });
        if (dryRun || after === undefined) continue;
        const here: SavedProgress = { startedAt, phase, after, counts, changes };
        await progress.save(name, here, now().toISOString());
      } while (after !== undefined);
    }
    if (!dryRun) await progress.clear(name);
    return { counts, changes, resumed: saved !== undefined };
  };
}
