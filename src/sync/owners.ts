import { type Owner, ownerTypes, parseOwner } from '../billing/owner.ts';

/** What may name a customer's owner: the metadata of a customer or Checkout session, and the latter's reference. */
export type OwnerHints = {
  readonly metadata: Readonly<Record<string, string>>;
  readonly clientReferenceId: string | null;
};

/** Reads an owner from what an older system left on its customers. */
export type Match = (hints: OwnerHints) => Owner | undefined;

/**
 * The owners that Stripe names for a customer, each once, the strongest first: an object's metadata before its
 * reference, and the objects in their order.
 */
export function namedOwners(hints: readonly OwnerHints[]): readonly Owner[] {
  const named = hints.map(ownerIn).filter((owner) => owner !== undefined);
  return named.filter((owner, index) => named.findIndex((other) => isSameOwner(other, owner)) === index);
}

export function isSameOwner(one: Owner, other: Owner): boolean {
  return one.type === other.type && one.id === other.id;
}

/**
 * Reads `--match metadata.userId`: users whose id an older system wrote into another metadata field.
 *
 * @throws RangeError for anything else. Least of all an e-mail address: it proves nothing, and is the caller's to choose.
 */
export function parseMatch(text: string): Match {
  const key = /^metadata\.([\w-]{1,40})$/.exec(text)?.[1];
  if (key === undefined || /e-?mail/i.test(key)) {
    throw new RangeError('A match is metadata.<field>, such as metadata.userId, and never an e-mail address');
  }
  return ({ metadata }) => usable('user', metadata[key]);
}

function ownerIn({ metadata, clientReferenceId }: OwnerHints): Owner | undefined {
  const type = ownerTypes.find((known) => known === metadata.billing_owner_type);
  const byMetadata = type && usable(type, metadata.billing_owner_id);
  return byMetadata ?? (clientReferenceId === null ? undefined : referenced(clientReferenceId));
}

/** `user:u1`, `organization:o1`; a bare id is a user. */
function referenced(reference: string): Owner | undefined {
  const owner = parseOwner(reference) ?? { type: 'user', id: reference };
  const isCutShort = ownerTypes.some((type) => reference === `${type}:`);
  return isCutShort ? undefined : usable(owner.type, owner.id);
}

/** An id that the store could not keep is nobody's. */
function usable(type: Owner['type'], id: string | undefined): Owner | undefined {
  const isUsable =
    id !== undefined && id !== '' && id.length <= 255 && id.isWellFormed() && !id.includes('\0');
  return isUsable ? { type, id } : undefined;
}
