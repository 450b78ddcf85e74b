import { formatOwner } from '../billing/owner.ts';
import {
  type BillingAccountEntry,
  type DirectoryEntry,
  DirectoryLineError,
  type MemberEntry,
  type OrganizationEntry,
  type UserEntry,
} from './directoryEntry.ts';
import { isoTime, isStorable, isStorableId } from './values.ts';

/** What an import comes to: for each thing, the one entry that decides, by the thing's key. */
export type DirectoryPlan = {
  readonly users: Map<string, UserEntry>;
  readonly organizations: Map<string, OrganizationEntry>;
  readonly members: Map<string, MemberEntry>;
  readonly billingAccounts: Map<string, BillingAccountEntry>;
};

/**
 * Reads the entries of an import, in the order of their lines: the last line about a thing decides. It is as if
 * the earlier ones were not there, but that a customer, once deleted, stays so and keeps its owner, and that an
 * organization keeps the portal profile of an earlier line where a later one does not speak of it.
 *
 * @throws DirectoryLineError for an entry that is wrong by itself, or contradicts an earlier one.
 */
export function planImport(entries: Iterable<DirectoryEntry>): DirectoryPlan {
  const plan: DirectoryPlan = {
    users: new Map(),
    organizations: new Map(),
    members: new Map(),
    billingAccounts: new Map(),
  };
  for (const entry of entries) {
    checkTexts(entry);
    if (entry.type === 'user') plan.users.set(entry.id, entry);
    else if (entry.type === 'organization') plan.organizations.set(entry.id, withProfile(entry, plan));
    else if (entry.type === 'member') plan.members.set(memberKey(entry.user, entry.organization), entry);
    else plan.billingAccounts.set(entry.customerId, afterEarlier(entry, plan));
  }
  return plan;
}

/** One key for a user and an organization; NUL is in no id. */
export function memberKey(userId: string, organizationId: string): string {
  return `${userId}\0${organizationId}`;
}

function checkTexts(entry: DirectoryEntry): void {
  if (!idsOf(entry).every(isStorableId)) throw new DirectoryLineError(entry.line, 'invalid_id');
  if (entry.type === 'organization' && !isStorable(entry.name)) {
    throw new DirectoryLineError(entry.line, 'invalid_name');
  }
  if (entry.type === 'billing_account' && entry.purchasedAt !== null && !isTime(entry.purchasedAt)) {
    throw new DirectoryLineError(entry.line, 'invalid_time');
  }
}

function idsOf(entry: DirectoryEntry): readonly string[] {
  if (entry.type === 'member') return [entry.user, entry.organization];
  if (entry.type === 'billing_account') return [entry.owner.id, entry.customerId];
  return [entry.id];
}

function isTime(text: string): boolean {
  try {
    isoTime(text);
    return true;
  } catch {
    return false;
  }
}

function withProfile(entry: OrganizationEntry, plan: DirectoryPlan): OrganizationEntry {
  const earlier = plan.organizations.get(entry.id);
  return entry.portalProfile === undefined && earlier
    ? { ...entry, portalProfile: earlier.portalProfile }
    : entry;
}

function afterEarlier(entry: BillingAccountEntry, plan: DirectoryPlan): BillingAccountEntry {
  const earlier = plan.billingAccounts.get(entry.customerId);
  if (!earlier) return entry;
  if (formatOwner(earlier.owner) !== formatOwner(entry.owner) || earlier.livemode !== entry.livemode) {
    throw new DirectoryLineError(entry.line, 'customer_of_other_owner');
  }
  return earlier.deleted ? { ...entry, deleted: true } : entry;
}
