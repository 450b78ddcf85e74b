import { catalogue } from '../../../generated/catalogue.ts';
import type { BillingAccount } from '../../billing/billingAccount.ts';
import { hasCustomer } from '../../billing/eligibility.ts';
import { formatOwner } from '../../billing/owner.ts';
import type { ApiError } from '../../errors.ts';
import { stripeFailureText } from '../stripeFailure.ts';
import { type ExplainedAccount, factOf, whoSet } from './accounts.ts';
import type { Caller } from './callers.ts';
import type { Decision, Grounds } from './decide.ts';
import type { DirectoryFacts } from './facts.ts';

/** What the service has of the owner whom a decision was about. */
export type Known = {
  readonly accounts: readonly ExplainedAccount[];
  /** Customers that Stripe names the owner for, and that are set aside. */
  readonly setAside: readonly string[];
  readonly livemode: boolean;
  readonly directory: DirectoryFacts;
};

/** Why a portal would open or not: the facts that decided, with who set them and when. It decides nothing itself. */
export function whyOf({ answer, grounds }: Decision, caller: Caller, known: Known): string {
  const { account, rules, lookUp } = grounds;
  if (answer.opens) {
    const ground = account === undefined ? '' : yes(account, grounds, known);
    return lookUp === 'found'
      ? `The store alone would refuse: ${no(grounds.known, grounds, known)}. By Stripe ${ground}.`
      : `${ground}.`;
  }
  if (grounds.inStripe) {
    const what = grounds.inStripe === 'deleted' ? 'has deleted it' : 'does not know it';
    return `By the store a portal would open for ${account?.customerId}, but Stripe ${what}, and makes no session.`;
  }
  if (rules && answer.code === rules.noBillingAccount) return `${upperFirst(no(account, grounds, known))}.`;
  return otherRefusal(grounds.refusal, caller, known.directory) ?? catalogue[answer.code].cause;
}

/** What is no matter of the billing account. */
function otherRefusal(
  refusal: ApiError | undefined,
  caller: Caller,
  directory: DirectoryFacts,
): string | undefined {
  const { principal } = caller;
  const { userId } = principal;
  switch (refusal?.code) {
    case 'FORBIDDEN':
      return forbidden(caller, directory);
    case 'USER_NOT_FOUND':
      return `The directory has no user ${userId}.`;
    case 'NO_ORGANIZATION':
      return `${userId} is a member of no organization.`;
    case 'VALIDATION_FAILED':
      return principal.kind === 'apiKey'
        ? `The key may lead back to ${principal.returnOrigins?.join(', ')} alone, which the default return URL is not on.`
        : `${userId} is a member of several organizations, and this token names none of them.`;
    case 'PORTAL_NOT_CONFIGURED':
      return refusal.cause instanceof Error ? `${upperFirst(refusal.cause.message)}.` : undefined;
    default:
      return stripeFailureText(refusal);
  }
}

function yes(account: BillingAccount, { rules }: Grounds, { accounts }: Known): string {
  const customer = `${account.customerId} is linked to ${formatOwner(account.owner)}${whoSet(accounts, account, 'owner')}`;
  if (rules?.eligible === hasCustomer) return customer;
  const field = account.purchasedAt === null ? 'subscriptionStatus' : 'purchasedAt';
  return `${customer}, and ${field} is ${account[field]}${whoSet(accounts, account, field)}`;
}

function no(account: BillingAccount | undefined, { owner, rules }: Grounds, known: Known): string {
  const { accounts } = known;
  if (account === undefined) return missing(owner ? formatOwner(owner) : 'the owner', known);
  const { customerId, staleAt, subscriptionStatus } = account;
  if (rules?.eligible(account)) {
    return `Stripe did not know ${customerId} at ${staleAt}${whoSet(accounts, account, 'staleAt')}, and is asked again a minute after that`;
  }
  const purchase = `purchasedAt is missing${whoSet(accounts, account, 'owner', ` since ${customerId} was linked by`)}`;
  const status =
    subscriptionStatus === null
      ? 'subscriptionStatus is missing, too'
      : `subscriptionStatus is ${subscriptionStatus}${whoSet(accounts, account, 'subscriptionStatus')}`;
  return `no purchase and no subscription: ${purchase}, and ${status}`;
}

/** Where an owner has no live account in this mode: what they had, and what they might have. */
function missing(owner: string, { accounts, setAside, livemode }: Known): string {
  const mode = (live: boolean) => (live ? 'live' : 'test');
  const others = accounts.map((account) => {
    const { customerId, status } = account;
    if (status === 'active') return `${customerId} is of Stripe's ${mode(account.livemode)} mode`;
    const { setBy, setAt } = factOf(account, status === 'deleted' ? 'deletedAt' : 'replacedAt');
    const what = status === 'deleted' ? 'was deleted in Stripe' : 'was replaced by a person';
    return `${customerId} ${what} (${setBy} at ${setAt})`;
  });
  const aside = setAside.map((customerId) => `${customerId} is set aside for a person to decide`);
  return [`no customer is linked to ${owner} in ${mode(livemode)} mode`, ...others, ...aside].join('; ');
}

function forbidden({ principal }: Caller, directory: DirectoryFacts): string {
  if (principal.kind === 'apiKey') {
    return `The key's scopes: ${principal.scopes.length > 0 ? principal.scopes.join(', ') : 'none'}.`;
  }
  const { userId, organizationId } = principal;
  const place =
    directory.type === 'organization'
      ? directory.members.find((member) => member.userId === userId)
      : directory.memberships.find((membership) => membership.organizationId === organizationId);
  const role = place?.role ?? principal.role;
  return `${userId} has the role ${role} in ${organizationId}, which may not manage billing: billing, administrators and owner may.`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
