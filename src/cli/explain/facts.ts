import { formatOwner, type Owner } from '../../billing/owner.ts';
import { mayManageBilling, type Role } from '../../billing/role.ts';
import type { ApiKeyRecord } from '../../store/apiKeys.ts';
import type { Store } from '../../store/connection.ts';
import type { PortalAttempt } from '../../store/portalAttempts.ts';
import type { StoredEvent } from '../../store/stripeEvents.ts';
import { type Conflict, conflictsIn } from '../customers/conflict.ts';
import { accountsOf, type ExplainedAccount } from './accounts.ts';

type Place = { readonly role: Role; readonly mayManageBilling: boolean };

/** What imports told of an owner. With `MEMBERSHIP=claims` there need be nothing. */
export type DirectoryFacts =
  | {
      readonly type: 'user';
      readonly known: boolean;
      readonly memberships: readonly (Place & {
        readonly organizationId: string;
        readonly portalProfile: string | null;
      })[];
    }
  | {
      readonly type: 'organization';
      readonly known: boolean;
      readonly name: string | null;
      readonly portalProfile: string | null;
      readonly members: readonly (Place & { readonly userId: string })[];
    };

export type ActiveKey = Omit<ApiKeyRecord, 'hash' | 'userId' | 'revokedAt'>;

/** All that the service has of an owner. */
export type OwnerFacts = {
  readonly owner: string;
  readonly directory: DirectoryFacts;
  readonly billingAccounts: readonly ExplainedAccount[];
  /** Links that were set aside: those that name the owner, and those to customers of theirs. */
  readonly conflicts: readonly Conflict[];
  /** About the owner's customers, and those set aside for them; the last received first. */
  readonly stripeEvents: Readonly<Record<'waiting' | 'dead' | 'applied', readonly StoredEvent[]>>;
  /** The last requests for a portal, newest first. */
  readonly portalAttempts: readonly PortalAttempt[];
  /** Keys that are good now; an organization has none. */
  readonly apiKeys: readonly ActiveKey[];
};

const eventsShown = { waiting: 20, dead: 20, applied: 5 };
const attemptsShown = 10;

/** Reads all that the service has of an owner. It asks nobody else. */
export async function readFacts(store: Store, owner: Owner, now: Date): Promise<OwnerFacts> {
  const [directory, billingAccounts, conflicts, portalAttempts, apiKeys] = await Promise.all([
    directoryFacts(store, owner),
    accountsOf(store, owner),
    conflictsIn(store, owner),
    attemptsOf(store, owner),
    activeKeys(store, owner, now),
  ]);
  const customers = [...new Set([...billingAccounts, ...conflicts].map(({ customerId }) => customerId))];
  const stripeEvents = await eventsOf(store, customers);
  return {
    owner: formatOwner(owner),
    directory,
    billingAccounts,
    conflicts,
    stripeEvents,
    portalAttempts,
    apiKeys,
  };
}

/** A user's are those that they made, for an organization or none too; an organization's are its members'. */
function attemptsOf({ portalAttempts }: Store, owner: Owner): Promise<readonly PortalAttempt[]> {
  const who = owner.type === 'user' ? { userId: owner.id } : { owner };
  return portalAttempts.list({ ...who, limit: attemptsShown });
}

/** What came of Stripe's events about some customers. */
export async function eventsOf(
  store: Store,
  customers: readonly string[],
): Promise<OwnerFacts['stripeEvents']> {
  const inState = async (state: keyof typeof eventsShown) => {
    const limit = eventsShown[state];
    const ofEach = await Promise.all(
      customers.map((customerId) => store.stripeEvents.list({ state, customerId, limit })),
    );
    return ofEach
      .flat()
      .sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1))
      .slice(0, limit);
  };
  const [waiting, dead, applied] = await Promise.all([
    inState('waiting'),
    inState('dead'),
    inState('applied'),
  ]);
  return { waiting, dead, applied };
}

async function directoryFacts({ directory }: Store, { type, id }: Owner): Promise<DirectoryFacts> {
  if (type === 'user') {
    const memberships = await directory.membershipsOf(id);
    const known = (await directory.findUser(id)) !== undefined;
    return { type, known, memberships: memberships.map(withRight) };
  }
  const [organization, members] = await Promise.all([
    directory.findOrganization(id),
    directory.membersOf(id),
  ]);
  return {
    type,
    known: organization !== undefined,
    name: organization?.name ?? null,
    portalProfile: organization?.portalProfile ?? null,
    members: members.map(withRight),
  };
}

function withRight<T extends { readonly role: Role }>(place: T): T & Place {
  return { ...place, mayManageBilling: mayManageBilling(place.role) };
}

async function activeKeys({ apiKeys }: Store, { type, id }: Owner, now: Date): Promise<readonly ActiveKey[]> {
  if (type !== 'user') return [];
  const time = now.toISOString();
  return (await apiKeys.list(id))
    .filter(({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > time))
    .map(({ hash: _, userId: __, revokedAt: ___, ...key }) => key);
}
