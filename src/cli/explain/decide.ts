import { catalogue } from '../../../generated/catalogue.ts';
import { type Operation, operations } from '../../../generated/operations.ts';
import type { BillingAccount } from '../../billing/billingAccount.ts';
import {
  createFindPortalAccount,
  createNoBillingAccount,
  type FindPortalAccount,
  type PortalRules,
} from '../../billing/findPortalAccount.ts';
import { createOpenPortal } from '../../billing/openPortal.ts';
import type { Owner } from '../../billing/owner.ts';
import { emptyTrail } from '../../billing/portalTrail.ts';
import { createReturnUrls } from '../../billing/returnUrl.ts';
import type { ExplainConfig } from '../../config.ts';
import { createBillingPortal } from '../../contracts/billingPortal.ts';
import { createOrganization } from '../../contracts/organization.ts';
import { createSubscriptions } from '../../contracts/subscriptions.ts';
import { ApiError } from '../../errors.ts';
import { write } from '../../http/wording.ts';
import { createAppliedConfigurations } from '../../portalConfig/appliedConfigurations.ts';
import type { Caller } from './callers.ts';
import { createForesight, type ForesightParts, type LookUp } from './foresight.ts';

/** What a decision was taken by. */
export type Grounds = {
  /** Whose portal it was about; undefined where that did not come to light. */
  owner?: Owner;
  rules?: PortalRules;
  /** The owner's account as the store has it, and as it is after the look-up. */
  known?: BillingAccount | undefined;
  account?: BillingAccount | undefined;
  lookUp: LookUp;
  refusal?: ApiError;
  /** Why Stripe would make no session for a customer whom the store lets in. */
  inStripe?: 'unknown' | 'deleted';
};

/** How a portal route would answer: a portal, or a refusal in the words that the caller reads. */
export type Answer =
  | {
      readonly opens: true;
      readonly status: number;
      /** What the portal offers, `bpc_…`; null for Stripe's default, where none is applied. */
      readonly configurationId: string | null;
    }
  | {
      readonly opens: false;
      readonly status: number;
      readonly code: ApiError['code'];
      readonly message: string;
      readonly remedy: string;
    };

type Opened = { configurationId: string | null };

export type Decision = { readonly answer: Answer; readonly grounds: Grounds };

/**
 * Makes the portal's own decision for callers: by the contracts' handlers, as they stand in build.ts, in the words of the
 * spec. Nothing is written, and no session is made: in its place Stripe is asked for the customer.
 *
 * @returns a function that throws ApiError SERVICE_UNAVAILABLE where the store cannot be read.
 */
export function createDecide(
  parts: ForesightParts & { readonly config: ExplainConfig },
): (caller: Caller) => Promise<Decision> {
  const { store, config, livemode, reader } = parts;
  const now = () => new Date();
  const foresee = createForesight(parts);
  const noBillingAccount = createNoBillingAccount(config.checkoutUrl);
  const resolveReturnUrl = config.returnUrls ? createReturnUrls(config.returnUrls) : () => '';
  const log = { info: () => {}, warn: () => {} };
  const appliedConfigurations = createAppliedConfigurations({
    livemode,
    store: store.portalConfigurations,
    log,
    now,
  });

  function handlersFor({ findMembership }: Caller, grounds: Grounds, opened: Opened) {
    const find = createFindPortalAccount({
      billingAccounts: {
        async find(owner) {
          const known = await store.billingAccounts.find(owner, livemode);
          Object.assign(grounds, { owner, known, account: known });
          return known;
        },
      },
      async lookUp(owner, known) {
        const { account, outcome } = await foresee(owner, known);
        Object.assign(grounds, { account, lookUp: outcome });
        return account;
      },
      noBillingAccount,
      now,
    });
    const findPortalAccount: FindPortalAccount = (owner, rules, trail) => {
      grounds.rules = rules;
      return find(owner, rules, trail);
    };
    const openPortal = createOpenPortal({
      findPortalAccount,
      billingAccounts: { markStale: async () => {}, clearStale: async () => {} },
      portalSessions: {
        async create({ customerId, portalProfile, signal }) {
          opened.configurationId = (await appliedConfigurations.idFor(portalProfile)) ?? null;
          if (reader === undefined) return '';
          const state = await reader.customerState(customerId, signal);
          if (state && !state.deleted) return '';
          grounds.inStripe = state ? 'deleted' : 'unknown';
          return undefined;
        },
      },
      resolveReturnUrl,
      noBillingAccount,
      now,
    });
    const portal = { openPortal, findPortalAccount };
    return {
      ...createSubscriptions(portal),
      ...createBillingPortal(portal),
      ...createOrganization({ ...portal, findMembership }),
    };
  }

  return async (caller) => {
    const { operation, eligibility, principal } = caller;
    const words = operationOf(operation);
    const grounds: Grounds = { lookUp: 'not needed' };
    const opened: Opened = { configurationId: null };
    const handlers = handlersFor(caller, grounds, opened);
    const refused = (error: ApiError): Decision => {
      grounds.refusal = error;
      const { code, status, message } = write(error, words);
      return { answer: { opens: false, status, code, message, remedy: catalogue[code].remedy }, grounds };
    };
    let refusal: ApiError | undefined;
    const tell = (error: ApiError) => {
      refusal = error;
      return { ...write(error, words), docUrl: '' };
    };
    // First what is known without a session, an API key's scopes among it; then as if one were made.
    await handlers[eligibility]({ principal, tell });
    if (refusal) return refused(refusal);
    const { signal } = new AbortController();
    const request = { principal, body: undefined, locale: undefined, trail: emptyTrail(), signal };
    try {
      await handlers[operation](request);
      return { answer: { opens: true, status: words.success.status, ...opened }, grounds };
    } catch (error) {
      if (!(error instanceof ApiError) || error.code === 'SERVICE_UNAVAILABLE') throw error;
      return refused(error);
    }
  };
}

/** An operation of the spec. */
export function operationOf(id: Operation['id']): Operation {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) throw new Error(`The spec has no operation ${id}`);
  return operation;
}
