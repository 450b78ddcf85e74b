import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../errors.ts';
import type { CustomerFacts } from '../../stripe/customerFacts.ts';

export type FactsSource = {
  /** @returns undefined where Stripe does not know the customer in the key's mode. */
  customerFacts(customerId: string, signal: AbortSignal): Promise<CustomerFacts | undefined>;
};

/** What Stripe said of each customer; undefined for one that it does not know. */
export type FetchedFacts = ReadonlyMap<string, CustomerFacts | undefined>;

export type FetchOptions = {
  /** Hears of each answer. */
  readonly onAnswer?: () => void;
  /** Hears, before a pause, that Stripe does not answer; the pause is in seconds. */
  readonly onOutage?: (seconds: number) => void;
  /** How long an outage may last before what was fetched is given up, in milliseconds. */
  readonly patienceMs?: number;
};

/** As many as the gateway reads at once. */
const customersAtOnce = 5;

/**
 * Asks Stripe about customers, each once; the gateway keeps the pace. A large import may take an hour, so once Stripe
 * has answered, an outage is waited out for a while.
 *
 * @throws ApiError as the gateway's, where Stripe fails at the start, or for too long, or in another way.
 */
export async function fetchFacts(
  source: FactsSource,
  customerIds: Iterable<string>,
  { onAnswer = () => {}, onOutage = () => {}, patienceMs = 60_000 }: FetchOptions = {},
): Promise<FetchedFacts> {
  const answers = new Map<string, CustomerFacts | undefined>();
  const queue = new Set(customerIds).values();
  const giveUp = new AbortController();
  let lastAnswer: number | undefined;

  async function ask(customerId: string): Promise<CustomerFacts | undefined> {
    for (;;) {
      try {
        return await source.customerFacts(customerId, giveUp.signal);
      } catch (error) {
        const isWorthWaiting = lastAnswer !== undefined && performance.now() - lastAnswer < patienceMs;
        if (!isOutage(error) || !isWorthWaiting) throw error;
        const seconds = Number(error.options.headers?.['Retry-After'] ?? 1);
        onOutage(seconds);
        await sleep(seconds * 1000, undefined, { signal: giveUp.signal });
      }
    }
  }

  async function work(): Promise<void> {
    for (const customerId of queue) {
      answers.set(customerId, await ask(customerId));
      lastAnswer = performance.now();
      onAnswer();
    }
  }

  try {
    await Promise.all(Array.from({ length: customersAtOnce }, work));
    return answers;
  } catch (error) {
    giveUp.abort(error);
    throw error;
  }
}

function isOutage(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'STRIPE_UNAVAILABLE';
}
