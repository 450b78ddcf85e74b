/** Who a billing account belongs to: a user of the app or an organization. */
export type Owner = { readonly type: OwnerType; readonly id: string };

export const ownerTypes = ['user', 'organization'] as const;
export type OwnerType = (typeof ownerTypes)[number];

/**
 * Writes an owner the way the command line and Stripe's `client_reference_id` do.
 *
 * @example formatOwner({ type: 'user', id: 'u1' }) // 'user:u1'
 */
export function formatOwner(owner: Owner): string {
  return `${owner.type}:${owner.id}`;
}

/**
 * Reads `user:u1` or `organization:o1`. The id is everything after the first colon.
 *
 * @returns the owner, or undefined where the text is neither.
 * @example parseOwner('organization:o1') // { type: 'organization', id: 'o1' }
 */
export function parseOwner(text: string): Owner | undefined {
  const colon = text.indexOf(':');
  const type = ownerTypes.find((known) => known === text.slice(0, colon));
  const id = text.slice(colon + 1);
  return type && id ? { type, id } : undefined;
}
