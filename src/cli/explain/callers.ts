import type { FindMembership } from '../../billing/membership.ts';
import type { Owner } from '../../billing/owner.ts';
import type { Principal } from '../../billing/principal.ts';
import type { ExplainConfig } from '../../config.ts';
import { membershipFromClaims } from '../../membership/fromClaims.ts';
import { createMembershipFromStore } from '../../membership/fromStore.ts';
import type { Store } from '../../store/connection.ts';
import type { ActiveKey, DirectoryFacts, OwnerFacts } from './facts.ts';

type UserInDirectory = Extract<DirectoryFacts, { type: 'user' }>;
type OrganizationInDirectory = Extract<DirectoryFacts, { type: 'organization' }>;

/** The ways into a portal, each with the operation that decides without opening one. */
const doors = {
  subscriptionsByToken: {
    contract: 'subscriptions',
    operation: 'openSubscriptionsPortal',
    eligibility: 'getSubscriptionsPortalEligibility',
  },
  subscriptionsByKey: {
    contract: 'subscriptions',
    operation: 'openSubscriptionsPortalWithApiKey',
    eligibility: 'getSubscriptionsPortalEligibilityWithApiKey',
  },
  billingPortal: {
    contract: 'billing portal',
    operation: 'createBillingPortalSession',
    eligibility: 'getBillingPortalEligibility',
  },
  organization: {
    contract: 'organization',
    operation: 'createBillingPortal',
    eligibility: 'getOrganizationPortalEligibility',
  },
} as const;

/** Somebody who may ask for a portal. */
export type Who = {
  readonly name: string;
  readonly credential: Principal['kind'];
  /** Null for somebody who stands for others, such as whoever has a role. */
  readonly userId: string | null;
  readonly apiKeyId: string | null;
  /** The organization that the access token names; null for none. */
  readonly organizationId: string | null;
};

/** Somebody who may ask for a portal, by one of the contracts. */
export type Caller = (typeof doors)[keyof typeof doors] & {
  readonly who: Who;
  readonly principal: Principal;
  readonly findMembership: FindMembership;
};

/** Of more organizations each has its own explanation. */
const organizationsShown = 5;

/**
 * Everybody whose request for a portal is about an owner: the user's credentials, or a member in each role.
 *
 * @param parts.asker a member who is to be the one of their role, such as who sent the request that is explained.
 */
export function callersOf(
  { directory, apiKeys }: Pick<OwnerFacts, 'directory' | 'apiKeys'>,
  owner: Owner,
  parts: { readonly store: Store; readonly config: ExplainConfig; readonly asker: string | undefined },
): readonly Caller[] {
  const { store, config, asker } = parts;
  const findMembership =
    config.membership === 'claims'
      ? membershipFromClaims
      : createMembershipFromStore(store.directory, config.organizationClaim);
  if (directory.type === 'organization') {
    const isAsker = ({ userId }: { readonly userId: string }) => userId === asker;
    const members = directory.members.toSorted((one, other) => Number(isAsker(other)) - Number(isAsker(one)));
    return membersOf({ ...directory, members }, owner, config, findMembership);
  }
  const userId = owner.id;
  const byToken = holderOfToken(`access token of ${userId}`, userId);
  const byKeys = apiKeys.map((key) => holderOfKey(key, userId));
  // With claims only the token knows of an organization.
  const forOrganizations = config.membership === 'claims' ? [] : holdersFor(directory, userId);
  return [
    ...[byToken].map((holder) => ({ ...doors.subscriptionsByToken, ...holder })),
    ...byKeys.map((holder) => ({ ...doors.subscriptionsByKey, ...holder })),
    ...[byToken, ...byKeys].map((holder) => ({ ...doors.billingPortal, ...holder })),
    ...forOrganizations.map((holder) => ({ ...doors.organization, ...holder })),
  ].map((caller) => ({ ...caller, findMembership }));
}

type Holder = Pick<Caller, 'who' | 'principal'>;

function holderOfToken(
  name: string,
  userId: string,
  claims: { organizationId?: string; role?: string } = {},
): Holder {
  const { organizationId = null } = claims;
  return {
    who: { name, credential: 'accessToken', userId, apiKeyId: null, organizationId },
    principal: { kind: 'accessToken', userId, ...claims },
  };
}

function holderOfKey({ id, preview, name, ...key }: ActiveKey, userId: string): Holder {
  const { scopes, returnOrigins, portalProfile } = key;
  const who = { credential: 'apiKey', userId, apiKeyId: id, organizationId: null } as const;
  return {
    who: { name: `API key ${preview} (${name})`, ...who },
    principal: { kind: 'apiKey', userId, keyId: id, scopes, returnOrigins, portalProfile },
  };
}

/** A token need not name the organization where the user has one or none. */
function holdersFor({ memberships }: UserInDirectory, userId: string): readonly Holder[] {
  const name = `access token of ${userId}`;
  const naming = memberships
    .slice(0, organizationsShown)
    .map(({ organizationId }) => holderOfToken(`${name} for ${organizationId}`, userId, { organizationId }));
  return memberships.length === 1 ? naming : [holderOfToken(name, userId), ...naming];
}

/** A member of each role that there is, and where none may manage billing, one who might. */
function membersOf(
  { members, portalProfile }: OrganizationInDirectory,
  { id: organizationId }: Owner,
  { membership }: ExplainConfig,
  findMembership: FindMembership,
): readonly Caller[] {
  const somebody = (name: string, role?: string): Holder => {
    const { who, principal } = holderOfToken(name, '', { organizationId, ...(role && { role }) });
    return { who: { ...who, userId: null }, principal };
  };
  const to = (holder: Holder, find = findMembership): Caller => ({
    ...doors.organization,
    ...holder,
    findMembership: find,
  });
  if (membership === 'claims') {
    return ['owner', 'user'].map((role) =>
      to(somebody(`access token for ${organizationId} with the role ${role}`, role)),
    );
  }
  const inRoles = [...Map.groupBy(members, ({ role }) => role)].flatMap(([role, [first, ...others]]) => {
    if (first === undefined) return [];
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return [
      to(
        holderOfToken(`member with the role ${role}: ${first.userId}${more}`, first.userId, {
          organizationId,
        }),
      ),
    ];
  });
  if (members.some(({ mayManageBilling }) => mayManageBilling)) return inRoles;
  const role = 'billing';
  const nobody = somebody(`a member with the role ${role}, if there were one`);
  return [...inRoles, to(nobody, async () => ({ organizationId, role, portalProfile }))];
}
