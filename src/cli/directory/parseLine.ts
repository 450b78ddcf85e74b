import { type SubscriptionStatus, subscriptionStatuses } from '../../billing/billingAccount.ts';
import { type Owner, ownerTypes } from '../../billing/owner.ts';
import { roles } from '../../billing/role.ts';
import { isProfileName, profileNameRule } from '../../portalConfig/profileName.ts';
import type {
  BillingAccountEntry,
  MemberEntry,
  OrganizationEntry,
  UserEntry,
} from '../../store/directoryEntry.ts';
import { type Fields, isObject, type Json, kindOf, readFields } from './fields.ts';

/** A billing account as its line has it. A fact that is undefined is asked of Stripe; null says that there is none. */
export type AccountLine = Omit<BillingAccountEntry, 'livemode' | 'purchasedAt' | 'subscriptionStatus'> & {
  readonly purchasedAt: string | null | undefined;
  readonly subscriptionStatus: SubscriptionStatus | null | undefined;
};

export type ParsedLine = UserEntry | OrganizationEntry | MemberEntry | AccountLine;

const types = ['user', 'organization', 'member', 'billing_account'] as const;

/**
 * Reads one line of an import.
 *
 * @param line its number.
 * @returns what it says, or everything that is wrong with it, in words that follow on the number.
 * @example parseLine(1, '{"type":"user","id":"u1"}') // { line: 1, type: 'user', id: 'u1', deleted: false }
 */
export function parseLine(line: number, text: string): ParsedLine | { readonly problems: readonly string[] } {
  const value = parseJson(text);
  if (value === undefined) return { problems: ['this is not JSON; each line must be a whole JSON object'] };
  if (!isObject(value)) return { problems: [`this must be a JSON object, not ${kindOf(value)}`] };
  const problems: string[] = [];
  const entry = readEntry(line, value, problems);
  return problems.length > 0 ? { problems } : entry;
}

function readEntry(line: number, object: Json, problems: string[]): ParsedLine {
  const fields = readFields(object, problems);
  const type = fields.oneOf('type', types);
  // Of an unknown type, nothing is known to be a field.
  if (problems.length > 0) return { line, type: 'user', id: '' };
  const deleted = fields.flag('deleted');
  switch (type) {
    case 'user': {
      const entry = { line, type, deleted, id: fields.id('id') };
      fields.ignore('email');
      fields.end('a user');
      return entry;
    }
    case 'organization': {
      const entry = {
        line,
        type,
        deleted,
        id: fields.id('id'),
        name: unlessDeleted(deleted, fields, 'name', '', fields.text),
        portalProfile: readPortalProfile(fields, problems),
      };
      fields.end('an organization');
      return entry;
    }
    case 'member': {
      const readRole = (name: string) => fields.oneOf(name, roles);
      const entry = {
        line,
        type,
        deleted,
        user: fields.id('user'),
        organization: fields.id('organization'),
        role: unlessDeleted(deleted, fields, 'role', roles[0], readRole),
      };
      fields.end('a member');
      return entry;
    }
    case 'billing_account': {
      const entry = {
        line,
        type,
        deleted,
        owner: readOwner(fields.object('owner'), problems),
        customerId: readCustomer(fields, problems),
        purchasedAt: fields.optional('purchasedAt', fields.time),
        subscriptionStatus: fields.optional('subscriptionStatus', (name) =>
          fields.oneOf(name, subscriptionStatuses),
        ),
      };
      fields.end('a billing account');
      return entry;
    }
  }
}

/** What is deleted need not be described; where it is, it must be right. */
function unlessDeleted<T>(
  deleted: boolean,
  fields: Fields,
  name: string,
  otherwise: T,
  read: (name: string) => T,
): T {
  return deleted ? (fields.optional(name, read) ?? otherwise) : read(name);
}

function readPortalProfile(fields: Fields, problems: string[]): string | null | undefined {
  const profile = fields.optional('portalProfile', fields.text);
  if (profile && !isProfileName(profile)) problems.push(`portalProfile ${profileNameRule}`);
  return profile;
}

function readOwner(object: Json | undefined, problems: string[]): Owner {
  if (!object) return { type: 'user', id: '' };
  const fields = readFields(object, problems, 'owner.');
  const owner = { type: fields.oneOf('type', ownerTypes), id: fields.id('id') };
  fields.end('an owner');
  return owner;
}

function readCustomer(fields: Fields, problems: string[]): string {
  const customer = fields.id('customer');
  // It goes into an address of Stripe's, and no id of Stripe's has any of these.
  if (/[\s\p{Cc}/\\?#]|^\.+$/u.test(customer))
    problems.push('customer must be the id of a Stripe customer, such as cus_NffrFeUfNV2Hib');
  return customer;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
