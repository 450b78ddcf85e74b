import type Stripe from 'stripe';
import type { Owner } from '../billing/owner.ts';
import type { Ask } from './customerFacts.ts';
import { type CustomerState, type OwnerHints, readCustomerState } from './customerState.ts';
import { type EventFacts, readEventFacts } from './eventFacts.ts';
import { type FailureOutcome, StripeFailure } from './failures.ts';
import { type CandidateCustomer, findCustomersOf } from './ownersCustomers.ts';

/** One page of a list, newest first. */
export type ReadPage<T> = {
  readonly items: readonly T[];
  /** Where the next page begins; undefined after the last one. */
  readonly next: string | undefined;
};

export type PageRequest = {
  /** `next` of the page before. */
  readonly after: string | undefined;
  /** Nothing older than this, ISO 8601. */
  readonly since: string | undefined;
};

export type ListedCustomer = {
  readonly customerId: string;
  readonly hints: OwnerHints;
  /** When it, or the Checkout session, was made: seconds since 1970. */
  readonly created: number;
};

/** All that the store asks Stripe to follow it. Every function throws ApiError by the failure table. */
export type StripeReader = {
  /** The current state of a customer; undefined where Stripe does not know it in the key's mode. */
  customerState(customerId: string, signal?: AbortSignal): Promise<CustomerState | undefined>;
  /** See `findCustomersOf`. */
  customersOf(owner: Owner, signal?: AbortSignal): Promise<readonly CandidateCustomer[]>;
  /** Customers that are not deleted; undefined where Stripe does not take `after` (any more). */
  customers(page: PageRequest, signal?: AbortSignal): Promise<ReadPage<ListedCustomer> | undefined>;
  /** Completed Checkout sessions, by their customers; undefined as above. */
  checkoutSessions(page: PageRequest, signal?: AbortSignal): Promise<ReadPage<ListedCustomer> | undefined>;
  /** Events of the last 30 days that some endpoint has not taken; undefined as above. */
  undeliveredEvents(
    page: PageRequest & { readonly types: readonly string[] },
    signal?: AbortSignal,
  ): Promise<ReadPage<EventFacts> | undefined>;
};

export type ReaderParts = {
  readonly livemode: boolean;
  /** Makes one call, within the limits. */
  readonly call: <T>(request: (stripe: Stripe) => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** Turns failures into what a caller is told, and some outcomes into undefined. */
  readonly answer: <T>(nobody: readonly FailureOutcome[], work: () => Promise<T>) => Promise<T | undefined>;
};

export function createReader({ livemode, call, answer }: ReaderParts): StripeReader {
  const asking =
    (signal: AbortSignal | undefined): Ask =>
    (request) =>
      call(request, signal);

  /** A cursor names an object, which may be gone: Stripe refuses it then. */
  async function readPage<T extends { id: string }, R>(
    { after, since }: PageRequest,
    list: (page: ListParams) => Promise<Partial<Stripe.ApiList<T>>>,
    read: (item: T) => R | undefined,
  ): Promise<ReadPage<R> | undefined> {
    return answer(after === undefined ? [] : ['bad_request', 'unknown_customer'], async () => {
      const { data, has_more } = await list({
        limit: 100,
        ...(after === undefined ? {} : { starting_after: after }),
        ...(since === undefined ? {} : { created: { gte: Math.floor(Date.parse(since) / 1000) } }),
      });
      if (!Array.isArray(data)) throw new StripeFailure('bad_response', { log: { reason: 'not a list' } });
      const items = data.map(read).filter((item) => item !== undefined);
      return { items, next: has_more ? data.at(-1)?.id : undefined };
    });
  }

  return {
    customerState: (customerId, signal) =>
      answer(['unknown_customer', 'wrong_mode'], () =>
        readCustomerState(asking(signal), customerId, livemode),
      ),
    async customersOf(owner, signal) {
      return (await answer([], () => findCustomersOf(asking(signal), owner))) ?? [];
    },
    customers: (page, signal) =>
      readPage(
        page,
        (params) => call((stripe) => stripe.customers.list(params), signal),
        ({ id, metadata, created }) => ({
          customerId: id,
          hints: { metadata, clientReferenceId: null },
          created,
        }),
      ),
    checkoutSessions: (page, signal) =>
      readPage(
        page,
        (params) =>
          call((stripe) => stripe.checkout.sessions.list({ ...params, status: 'complete' }), signal),
        ({ customer, metadata, client_reference_id, created }) => {
          const customerId = typeof customer === 'string' ? customer : customer?.id;
          const hints = { metadata: metadata ?? {}, clientReferenceId: client_reference_id };
          return customerId === undefined ? undefined : { customerId, hints, created };
        },
      ),
    undeliveredEvents: ({ types, ...page }, signal) =>
      readPage(
        page,
        (params) =>
          call(
            (stripe) => stripe.events.list({ ...params, types: [...types], delivery_success: false }),
            signal,
          ),
        readEventFacts,
      ),
  };
}

type ListParams = { limit: number; starting_after?: string; created?: { gte: number } };
