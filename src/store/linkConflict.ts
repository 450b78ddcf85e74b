import { formatOwner, type Owner } from '../billing/owner.ts';

const texts = {
  customer_of_other_owner: 'the customer belongs to another owner, or to the other mode of Stripe',
  owner_has_other_customer: 'the owner has another live customer',
  customer_deleted: 'the customer is deleted, and stays so',
};

export type LinkConflictKind = keyof typeof texts;

/** A link between an owner and a customer that cannot be made; nothing has changed. A person decides. */
export class LinkConflict extends Error {
  readonly kind: LinkConflictKind;
  readonly owner: Owner;
  readonly customerId: string;

  constructor(kind: LinkConflictKind, { owner, customerId }: { owner: Owner; customerId: string }) {
    super(`${formatOwner(owner)} cannot be linked to ${customerId}: ${texts[kind]}`);
    this.name = 'LinkConflict';
    this.kind = kind;
    this.owner = owner;
    this.customerId = customerId;
  }
}
