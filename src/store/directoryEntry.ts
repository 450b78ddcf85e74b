import type { SubscriptionStatus } from '../billing/billingAccount.ts';
import type { Owner } from '../billing/owner.ts';
import type { Role } from '../billing/role.ts';
import type { LinkConflictKind } from './linkConflict.ts';

/** One line of an import. `line` is its number in the file. */
export type DirectoryEntry = UserEntry | OrganizationEntry | MemberEntry | BillingAccountEntry;

type Line = {
  readonly line: number;
  readonly deleted?: boolean;
};

export type UserEntry = Line & { readonly type: 'user'; readonly id: string };

export type OrganizationEntry = Line & {
  readonly type: 'organization';
  readonly id: string;
  readonly name: string;
  /** Null takes it away; undefined leaves it as it is, and a new organization has none. */
  readonly portalProfile?: string | null | undefined;
};

export type MemberEntry = Line & {
  readonly type: 'member';
  readonly user: string;
  readonly organization: string;
  readonly role: Role;
};

/** `deleted` says that the customer is deleted in Stripe; the account is kept. */
export type BillingAccountEntry = Line & {
  readonly type: 'billing_account';
  readonly owner: Owner;
  readonly customerId: string;
  readonly livemode: boolean;
  readonly purchasedAt: string | null;
  readonly subscriptionStatus: SubscriptionStatus | null;
};

const texts = {
  invalid_id: 'an id must have 1 to 255 characters, none of them NUL or half of a surrogate pair',
  invalid_name: 'the name has a NUL character or half of a surrogate pair',
  invalid_time: 'purchasedAt is not a time in ISO 8601',
  unknown_user:
    'the user of this member is neither in the file nor, to stay, in the store: add a line for the user',
  unknown_organization:
    'the organization of this member is neither in the file nor, to stay, in the store: add a line for it',
  customer_of_other_owner: 'this customer belongs to another owner, and never moves',
  owner_has_other_customer:
    'this owner has another live customer: choose one with `customers link OWNER CUSTOMER --replace`',
} satisfies Partial<Record<LinkConflictKind, string>> & Record<string, string>;

export type DirectoryLineReason = keyof typeof texts;

/** A line that cannot be imported. Nothing of the import is written. */
export class DirectoryLineError extends Error {
  readonly line: number;
  readonly reason: DirectoryLineReason;

  constructor(line: number, reason: DirectoryLineReason) {
    super(`line ${line}: ${texts[reason]}`);
    this.name = 'DirectoryLineError';
    this.line = line;
    this.reason = reason;
  }
}
