import { formatOwner, type Owner } from '../../billing/owner.ts';
import type { Store } from '../../store/connection.ts';
import type { StripeReader } from '../../stripe/reader.ts';
import { createReconcile, type Finding } from '../../sync/reconcile.ts';
import { createRefreshCustomer } from '../../sync/refreshCustomer.ts';
import { commandText } from '../shell.ts';
import { stripeFailureText } from '../stripeFailure.ts';
import { createScratch } from './scratch.ts';
import { type CustomerInStripe, customerIn, remembering, type StripeFacts } from './stripe.ts';

export type CompareParts = {
  readonly store: Store;
  readonly reader: StripeReader;
  readonly livemode: boolean;
  /** Customers whose links are set aside already. */
  readonly setAside: readonly string[];
};

/** Compares what the store has of an owner with Stripe, as `reconcile OWNER --dry-run` does. It changes nothing. */
export async function compareWithStripe(parts: CompareParts, owner: Owner): Promise<StripeFacts> {
  const { store, livemode, setAside } = parts;
  return answered(parts.reader, async (asked, signal) => {
    const reader = remembering(asked);
    const reconcile = createReconcile({
      livemode,
      reader,
      refresh: refreshOn(parts, reader),
      accounts: store.followedAccounts,
      conflicts: store.linkConflicts,
      events: store.stripeEvents,
      progress: store.syncProgress,
      applyDue: async () => {},
      now: () => new Date(),
    });
    const findings = new Map<string, Finding>();
    const onProgress = ({ finding }: { finding?: Finding }) =>
      void (finding && findings.set(finding.customerId, finding));
    await reconcile({ owner, dryRun: true, signal, onProgress });
    const compared = new Set([...reader.states.keys(), ...findings.keys()]);
    const customers = [...compared].map((customerId) =>
      customerIn(reader, customerId, findings.get(customerId)?.outcome ?? 'unchanged'),
    );
    const repair = repairOf(formatOwner(owner), customers, setAside);
    return { asked: true, answered: true, customers, repair };
  });
}

/** Looks at a customer who is nobody's here: whether an event about it would link it. It changes nothing. */
export async function lookAtCustomer(parts: CompareParts, customerId: string): Promise<StripeFacts> {
  return answered(parts.reader, async (asked, signal) => {
    const reader = remembering(asked);
    const refresh = refreshOn(parts, reader);
    const { outcome, owner } = await refresh(customerId, { setBy: 'explain', dryRun: true, signal });
    const customers = [customerIn(reader, customerId, outcome)];
    const repair = owner ? repairOf(formatOwner(owner), customers, parts.setAside) : [];
    return { asked: true, answered: true, customers, repair };
  });
}

function refreshOn({ store, livemode }: CompareParts, reader: StripeReader) {
  return createRefreshCustomer({
    ...createScratch(store),
    livemode,
    readState: reader.customerState,
    observe: { conflict: () => {} },
    now: () => new Date(),
  });
}

/** What no command can decide is set aside by the first, and settled by a person with the second. */
function repairOf(
  owner: string,
  customers: readonly CustomerInStripe[],
  setAside: readonly string[],
): readonly string[] {
  const isConflict = ({ outcome }: CustomerInStripe) => outcome === 'conflict';
  const isKnown = ({ customerId }: CustomerInStripe) => setAside.includes(customerId);
  const differ = customers.filter(({ outcome }) => outcome !== 'unchanged');
  return [
    ...(differ.every((customer) => isConflict(customer) && isKnown(customer))
      ? []
      : [commandText('reconcile', owner)]),
    ...(differ.some(isConflict) ? [commandText('customers', 'conflicts', '--owner', owner)] : []),
  ];
}

/** For the whole comparison: whoever is on call does not wait longer for Stripe. */
const patienceMs = 10_000;

/** Asks Stripe, and gives up at the first failure: `reconcile` has patience, whoever is on call has not. */
async function answered(
  reader: StripeReader,
  ask: (reader: StripeReader, signal: AbortSignal) => Promise<StripeFacts>,
): Promise<StripeFacts> {
  const failed = new AbortController();
  const late = AbortSignal.timeout(patienceMs);
  const orFail = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  const impatient: StripeReader = {
    ...reader,
    customerState: (...request) => orFail(reader.customerState(...request)),
    customersOf: (...request) => orFail(reader.customersOf(...request)),
  };
  try {
    return await ask(impatient, AbortSignal.any([failed.signal, late]));
  } catch (error) {
    const text = late.aborted
      ? `Stripe did not answer within ${patienceMs / 1000} s.`
      : stripeFailureText(failed.signal.aborted ? failed.signal.reason : error);
    if (text === undefined) throw error;
    return { asked: true, answered: false, why: text };
  }
}
