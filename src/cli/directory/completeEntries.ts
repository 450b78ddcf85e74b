import type { DirectoryEntry } from '../../store/directoryEntry.ts';
import type { FetchedFacts } from './fetchFacts.ts';
import type { AccountLine, ParsedLine } from './parseLine.ts';
import type { WrongLine } from './wrongLines.ts';

/** The customers that Stripe must be asked about: of a deleted one there is nothing to know. */
export function customersToAsk(lines: readonly ParsedLine[]): ReadonlySet<string> {
  return new Set(
    lines
      .filter((line) => line.type === 'billing_account')
      .filter((line) => !line.deleted && lacksFacts(line))
      .map((line) => line.customerId),
  );
}

/**
 * Puts what Stripe said in place of what the lines leave open. A fact in a line stands, but that a customer is deleted
 * is for Stripe to say.
 *
 * @param facts of the customers to ask; one that is missing there has not been asked yet.
 * @param livemode the mode of the key that asked.
 * @returns the entries for the store, and the lines whose customers Stripe does not know.
 */
export function completeEntries(
  lines: readonly ParsedLine[],
  facts: FetchedFacts,
  livemode: boolean,
): { entries: DirectoryEntry[]; wrong: WrongLine[]; deletedInStripe: number } {
  const wrong: WrongLine[] = [];
  let deletedInStripe = 0;
  const entries = lines.map((line): DirectoryEntry => {
    if (line.type !== 'billing_account') return line;
    const { line: number, customerId } = line;
    const isAsked = !line.deleted && lacksFacts(line);
    const found = isAsked ? facts.get(customerId) : undefined;
    if (isAsked && facts.has(customerId) && !found)
      wrong.push({ line: number, problem: unknownCustomer(customerId, livemode) });
    if (found?.deleted) deletedInStripe++;
    return {
      ...line,
      livemode,
      deleted: line.deleted === true || found?.deleted === true,
      purchasedAt: given(line.purchasedAt, found?.purchasedAt),
      subscriptionStatus: given(line.subscriptionStatus, found?.subscriptionStatus),
    };
  });
  return { entries, wrong, deletedInStripe };
}

/** In words. */
export function unknownCustomer(customerId: string, livemode: boolean): string {
  return `Stripe knows no customer ${customerId} in ${livemode ? 'live' : 'test'} mode`;
}

function lacksFacts({ purchasedAt, subscriptionStatus }: AccountLine): boolean {
  return purchasedAt === undefined || subscriptionStatus === undefined;
}

/** Null is a fact, too: never bought, no subscription. */
function given<T>(inLine: T | null | undefined, fetched: T | null | undefined): T | null {
  return inLine === undefined ? (fetched ?? null) : inLine;
}
