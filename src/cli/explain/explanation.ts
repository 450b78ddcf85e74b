import { formatOwner, type Owner } from '../../billing/owner.ts';
import type { ExplainConfig } from '../../config.ts';
import type { Store } from '../../store/connection.ts';
import type { PortalAttempt } from '../../store/portalAttempts.ts';
import type { StripeReader } from '../../stripe/reader.ts';
import { type Conflict, conflictsAbout } from '../customers/conflict.ts';
import { accountsOf } from './accounts.ts';
import { type Caller, callersOf } from './callers.ts';
import { type CompareParts, compareWithStripe, lookAtCustomer } from './compare.ts';
import { type Answer, createDecide, operationOf } from './decide.ts';
import { eventsOf, type OwnerFacts, readFacts } from './facts.ts';
import type { LookUp } from './foresight.ts';
import { lookUpText } from './lookUpText.ts';
import { remembering, type StripeFacts } from './stripe.ts';
import { find, type Target } from './target.ts';
import { whyOf } from './why.ts';

/** How a portal route would answer a caller now, and why. */
export type NowAnswer = {
  readonly contract: Caller['contract'];
  readonly operation: string;
  /** `POST /api/billing-portal` */
  readonly route: string;
  readonly caller: Caller['who'];
  readonly answer: Answer;
  readonly why: string;
  readonly lookUp: LookUp;
  /** What the live look-up has to do with it; null where it has nothing. */
  readonly lookUpText: string | null;
};

/** A customer of Stripe's who is nobody's here. */
export type ForeignCustomer = {
  readonly customerId: string;
  readonly conflicts: readonly Conflict[];
  readonly stripeEvents: OwnerFacts['stripeEvents'];
};

/** All that is told about a target: `--json` has it as it is. */
export type Explanation = {
  readonly target: Pick<Target, 'kind' | 'id'>;
  /** ISO 8601. */
  readonly at: string;
  /** Of the service: as its key says, or else what was seen last. */
  readonly livemode: boolean;
  /** Of a request id: what the audit has, newest first. */
  readonly request: readonly PortalAttempt[] | null;
  readonly foreignCustomer: ForeignCustomer | null;
  readonly facts: OwnerFacts | null;
  readonly stripe: StripeFacts;
  readonly now: readonly NowAnswer[];
};

export type ExplainParts = {
  readonly store: Store;
  readonly config: ExplainConfig;
  /** What asks Stripe, or why it is not asked. */
  readonly stripe: { readonly reader: StripeReader } | { readonly notAsked: string };
};

/** Explains a target. It changes nothing. @throws CommandFailure where there is nothing to explain. */
export async function explain(parts: ExplainParts, target: Target): Promise<Explanation> {
  const { store, config } = parts;
  const at = new Date();
  const { owner, attempts } = await find(store, target, config.auditRetentionDays);
  const about = { target: { kind: target.kind, id: target.id }, at: at.toISOString(), request: attempts };
  const stripe = 'reader' in parts.stripe ? { reader: remembering(parts.stripe.reader) } : parts.stripe;
  const compared = (
    compare: (parts: CompareParts) => Promise<StripeFacts>,
    livemode: boolean,
    conflicts: readonly Conflict[],
  ): Promise<StripeFacts> | StripeFacts => {
    if ('notAsked' in stripe) return { asked: false, why: stripe.notAsked };
    const setAside = conflicts.map(({ customerId }) => customerId);
    return compare({ store, livemode, reader: stripe.reader, setAside });
  };
  if (owner === undefined) {
    const livemode = config.stripe?.livemode ?? false;
    const foreignCustomer = await foreign(store, target.id);
    const look = (parts: CompareParts) => lookAtCustomer(parts, target.id);
    const seen = await compared(look, livemode, foreignCustomer.conflicts);
    return { ...about, livemode, foreignCustomer, facts: null, stripe: seen, now: [] };
  }
  const facts = await readFacts(store, owner, at);
  const livemode = config.stripe?.livemode ?? lastSeenMode(facts);
  const reader = 'reader' in stripe ? stripe.reader : undefined;
  const asker = attempts?.[0]?.principal.userId;
  // First: the look-up takes the time that it takes, and what it read is not read again.
  const now = await answersNow({ store, config, livemode, reader }, owner, facts, asker);
  const compare = (parts: CompareParts) => compareWithStripe(parts, owner);
  const seen = await compared(compare, livemode, facts.conflicts);
  return { ...about, livemode, foreignCustomer: null, facts, stripe: seen, now };
}

/** Without a key the mode of the service is the one that a request was last answered in, or that of the account. */
function lastSeenMode({ portalAttempts, billingAccounts }: OwnerFacts): boolean {
  return portalAttempts[0]?.livemode ?? billingAccounts.some(({ livemode }) => livemode);
}

async function foreign(store: Store, customerId: string): Promise<ForeignCustomer> {
  const [conflicts, stripeEvents] = await Promise.all([
    conflictsAbout(store, customerId),
    eventsOf(store, [customerId]),
  ]);
  return { customerId, conflicts, stripeEvents };
}

async function answersNow(
  parts: Parameters<typeof createDecide>[0],
  owner: Owner,
  facts: OwnerFacts,
  asker: string | undefined,
): Promise<readonly NowAnswer[]> {
  const { store, livemode } = parts;
  const decide = createDecide(parts);
  const answers: NowAnswer[] = [];
  for (const caller of callersOf(facts, owner, { ...parts, asker })) {
    const decision = await decide(caller);
    const whose = decision.grounds.owner ?? owner;
    const [accounts, setAside] =
      formatOwner(whose) === facts.owner
        ? [facts.billingAccounts, facts.conflicts]
        : await Promise.all([accountsOf(store, whose), store.linkConflicts.list(whose)]);
    const known = {
      accounts,
      setAside: setAside
        .filter((conflict) => formatOwner(conflict.owner) === formatOwner(whose))
        .map(({ customerId }) => customerId),
      livemode,
      directory: facts.directory,
    };
    const { contract, operation, who } = caller;
    const { method, path } = operationOf(operation);
    answers.push({
      contract,
      operation,
      route: `${method.toUpperCase()} ${path}`,
      caller: who,
      answer: decision.answer,
      why: whyOf(decision, caller, known),
      lookUp: decision.grounds.lookUp,
      lookUpText: lookUpText(decision.grounds),
    });
  }
  return answers;
}
