import type { StripeEvent } from './events.ts';
import { followedEventTypes } from './eventTypes.ts';
import { type Match, namedOwners, type OwnerHints } from './owners.ts';

type PageRequest = { readonly after: string | undefined; readonly since: string | undefined };
type ReadPage<T> = { readonly items: readonly T[]; readonly next: string | undefined };
/** @returns undefined where Stripe does not take `after`: what it names is gone. */
type ReadList<T, R = PageRequest> = (page: R, signal?: AbortSignal) => Promise<ReadPage<T> | undefined>;
type ListedCustomer = { readonly customerId: string; readonly hints: OwnerHints };

export type PhaseParts = {
  readonly livemode: boolean;
  readonly reader: {
    readonly customers: ReadList<ListedCustomer>;
    readonly checkoutSessions: ReadList<ListedCustomer>;
    readonly undeliveredEvents: ReadList<
      StripeEvent & { readonly livemode: boolean },
      PageRequest & { readonly types: readonly string[] }
    >;
  };
  readonly accounts: {
    page(
      livemode: boolean,
      after: string | undefined,
      limit: number,
    ): Promise<readonly { readonly customerId: string }[]>;
    known(customerIds: readonly string[]): Promise<ReadonlySet<string>>;
  };
  readonly events: {
    insert(event: StripeEvent, receivedAt: string): Promise<boolean>;
    find(id: string): Promise<unknown>;
  };
  /** Applies the events that are due. */
  readonly applyDue: () => Promise<void>;
  readonly now: () => Date;
};

export type PhaseOptions = {
  readonly dryRun: boolean;
  readonly since: string | undefined;
  readonly match: Match | undefined;
  readonly signal: AbortSignal | undefined;
};

/** One page of a phase: what was seen, and which customers are to be compared. */
export type PhasePage = {
  readonly customers: readonly string[];
  readonly foreign: number;
  readonly events: number;
  readonly newEvents: number;
  readonly next: string | undefined;
};

export type Phase = (after: string | undefined) => Promise<PhasePage>;
export const phaseNames = ['events', 'accounts', 'customers', 'checkoutSessions'] as const;
export type PhaseName = (typeof phaseNames)[number];

const nothing: PhasePage = { customers: [], foreign: 0, events: 0, newEvents: 0, next: undefined };
const accountsAtOnce = 100;

/** The four walks of a reconciliation, each page by page, so that a run can be stopped between two pages. */
export function createPhases(parts: PhaseParts, options: PhaseOptions): Readonly<Record<PhaseName, Phase>> {
  const { livemode, reader, accounts, events, applyDue, now } = parts;
  const { dryRun, since, match, signal } = options;

  /** From the beginning again where the cursor is gone: what was done is then found done. */
  async function pageOf<T>(read: (request: PageRequest) => Promise<ReadPage<T> | undefined>, after?: string) {
    const page = (await read({ after, since })) ?? (await read({ after: undefined, since }));
    return page ?? { items: [], next: undefined };
  }

  /** Those who name an owner, and are not compared with the accounts anyway. */
  async function newOnes(list: ReadList<ListedCustomer>, after: string | undefined): Promise<PhasePage> {
    const { items, next } = await pageOf((request) => list(request, signal), after);
    const known = await accounts.known(items.map(({ customerId }) => customerId));
    const others = items.filter(({ customerId }) => since !== undefined || !known.has(customerId));
    const named = others.filter(
      ({ hints }) => namedOwners([hints]).length > 0 || match?.(hints) !== undefined,
    );
    const customers = [...new Set(named.map(({ customerId }) => customerId))];
    return { ...nothing, customers, foreign: others.length - named.length, next };
  }

  return {
    async events(after) {
      const { items, next } = await pageOf(
        (request) => reader.undeliveredEvents({ ...request, types: followedEventTypes }, signal),
        after,
      );
      const ours = items.filter((event) => event.livemode === livemode);
      let newEvents = 0;
      for (const event of ours) {
        const isNew = dryRun
          ? (await events.find(event.id)) === undefined
          : await events.insert(event, now().toISOString());
        if (isNew) newEvents += 1;
      }
      if (next === undefined && !dryRun) await applyDue();
      return { ...nothing, events: ours.length, newEvents, next };
    },
    async accounts(after) {
      // What was made since then is seen in the walks through Stripe.
      if (since !== undefined) return nothing;
      const page = await accounts.page(livemode, after, accountsAtOnce);
      const customers = page.map(({ customerId }) => customerId);
      return { ...nothing, customers, next: page.length < accountsAtOnce ? undefined : customers.at(-1) };
    },
    customers: (after) => newOnes(reader.customers, after),
    checkoutSessions: (after) => newOnes(reader.checkoutSessions, after),
  };
}
