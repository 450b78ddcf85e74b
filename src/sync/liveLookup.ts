import { Semaphore } from 'async-mutex';
import type { BillingAccount } from '../billing/billingAccount.ts';
import { formatOwner, type Owner } from '../billing/owner.ts';
import type { SyncObserver } from './events.ts';
import { isSameOwner, namedOwners, type OwnerHints } from './owners.ts';
import type { RefreshCustomer } from './refreshCustomer.ts';

/** Durations in milliseconds. */
export type LookupSettings = {
  /** For the whole look-up. */
  readonly timeMs: number;
  /** What Stripe said of an owner is not asked again for so long. */
  readonly rememberMs: number;
  /** Facts that are younger need no look-up, unless the purchase is missing among them. */
  readonly freshMs: number;
  /** Look-ups at once. */
  readonly places: number;
  /** Owners that are remembered. */
  readonly capacity: number;
};

export const usualLookupSettings: LookupSettings = {
  timeMs: 2_000,
  rememberMs: 10_000,
  freshMs: 60_000,
  places: 5,
  capacity: 10_000,
};

/**
 * Asks Stripe about an owner whom the store would refuse: a payer is not to be locked out by a late webhook.
 *
 * @param known what the store has of the owner, if anything.
 * @returns the owner's account as it is after that; `known` where its facts are fresh, Stripe was asked just now, or
 *   Stripe does not answer in time. It never throws.
 */
export type LiveLookup = (
  owner: Owner,
  known: BillingAccount | undefined,
) => Promise<BillingAccount | undefined>;

export type LookupParts = {
  /** The owner's live account in this mode of Stripe. */
  readonly find: (owner: Owner) => Promise<BillingAccount | undefined>;
  readonly refresh: RefreshCustomer;
  /** Customers that may be the owner's, the one to be linked first. */
  readonly customersOf: (
    owner: Owner,
    signal: AbortSignal,
  ) => Promise<readonly { readonly customerId: string; readonly hints: OwnerHints }[]>;
  readonly observe: Pick<SyncObserver, 'lookup'>;
  readonly now: () => Date;
};

/** More customers that name one owner are a person's business. */
const maxCandidates = 5;

/** Look-ups of one owner at once are one, and its answer is remembered for a while, whatever it is. */
export function createLiveLookup(
  parts: LookupParts,
  settings: LookupSettings = usualLookupSettings,
): LiveLookup {
  const { observe, now } = parts;
  const underWay = new Map<string, Promise<BillingAccount | undefined>>();
  const askedAt = new Map<string, number>();
  const places = new Semaphore(settings.places);

  function wasAsked(key: string): boolean {
    const at = askedAt.get(key);
    return at !== undefined && now().getTime() - at < settings.rememberMs;
  }

  /** A missing purchase is a missing fact, however new the rest is: the payment's event may be late. */
  function isFresh({ purchasedAt, setAt, staleAt }: BillingAccount): boolean {
    const said = [staleAt, purchasedAt === null ? null : setAt].filter((time) => time !== null);
    return said.some((time) => now().getTime() - Date.parse(time) < settings.freshMs);
  }

  function remember(key: string): void {
    askedAt.delete(key);
    askedAt.set(key, now().getTime());
    const [oldest] = askedAt.keys();
    if (askedAt.size > settings.capacity && oldest !== undefined) askedAt.delete(oldest);
  }

  async function askInTime(
    owner: Owner,
    known: BillingAccount | undefined,
  ): Promise<BillingAccount | undefined> {
    const controller = new AbortController();
    const tooLate = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const error = new Error('The look-up took too long');
      controller.abort(error);
      tooLate.reject(error);
    }, settings.timeMs);
    try {
      const asking = places.runExclusive(() => ask(parts, owner, known, controller.signal));
      const account = await Promise.race([asking, tooLate.promise]);
      observe.lookup(account === undefined ? 'nothing' : 'found');
      return account;
    } catch {
      // Stripe's failures are logged where they are met.
      observe.lookup('unanswered');
      return known;
    } finally {
      clearTimeout(timer);
      remember(formatOwner(owner));
    }
  }

  return async (owner, known) => {
    const key = formatOwner(owner);
    if (known !== undefined && isFresh(known)) return known;
    const asking = underWay.get(key);
    if (asking) return asking;
    if (wasAsked(key)) {
      observe.lookup('remembered');
      return known;
    }
    const asked = askInTime(owner, known).finally(() => underWay.delete(key));
    underWay.set(key, asked);
    return asked;
  };
}

/** The customer that is linked, else those that Stripe says are the owner's. */
async function ask(
  { find, refresh, customersOf }: LookupParts,
  owner: Owner,
  known: BillingAccount | undefined,
  signal: AbortSignal,
): Promise<BillingAccount | undefined> {
  const options = { setBy: 'live look-up', signal };
  signal.throwIfAborted();
  if (known !== undefined) {
    const { outcome } = await refresh(known.customerId, options);
    if (outcome !== 'deleted' && outcome !== 'stale') return find(owner);
  }
  const candidates = (await customersOf(owner, signal))
    .filter(({ hints }) => namedOwners([hints]).some((named) => isSameOwner(named, owner)))
    .map(({ customerId }) => customerId)
    .filter((customerId) => customerId !== known?.customerId);
  for (const customerId of [...new Set(candidates)].slice(0, maxCandidates)) {
    const { outcome } = await refresh(customerId, options);
    if (outcome !== 'foreign' && outcome !== 'conflict') break;
  }
  return find(owner);
}
