import type { Knex } from 'knex';
import {
  type BillingAccount,
  type SubscriptionStatus,
  subscriptionStatuses,
} from '../billing/billingAccount.ts';
import { ownerTypes } from '../billing/owner.ts';
import { isoTime, oneOf, storableId } from './values.ts';

/** A billing account as the table has it: live while it is neither deleted nor replaced. */
export type StoredBillingAccount = BillingAccount & {
  /** When a person linked the owner to another customer in place of this one, which Stripe still has. */
  readonly replacedAt: string | null;
};

/** What links a customer to its owner. `deletedAt` is given where Stripe says that the customer is deleted. */
export type BillingAccountFacts = Omit<BillingAccount, 'deletedAt' | 'staleAt'> & {
  readonly deletedAt?: string | null;
};

export type BillingAccountRow = {
  owner_type: string;
  owner_id: string;
  customer_id: string;
  livemode: boolean | number;
  purchased_at: string | null;
  subscription_status: string | null;
  deleted_at: string | null;
  replaced_at: string | null;
  stale_at: string | null;
  set_by: string;
  set_at: string;
};

export function billingAccountRows(db: Knex) {
  return db<BillingAccountRow>('billing_accounts');
}

export function toRow(facts: BillingAccountFacts): BillingAccountRow {
  return {
    owner_type: facts.owner.type,
    owner_id: storableId(facts.owner.id),
    customer_id: storableId(facts.customerId),
    livemode: facts.livemode,
    purchased_at: facts.purchasedAt && isoTime(facts.purchasedAt),
    subscription_status: facts.subscriptionStatus,
    deleted_at: facts.deletedAt ? isoTime(facts.deletedAt) : null,
    replaced_at: null,
    stale_at: null,
    set_by: facts.setBy,
    set_at: isoTime(facts.setAt),
  };
}

export function fromRow(row: BillingAccountRow): StoredBillingAccount {
  return {
    owner: { type: oneOf(ownerTypes, row.owner_type), id: row.owner_id },
    customerId: row.customer_id,
    livemode: Boolean(row.livemode),
    purchasedAt: row.purchased_at,
    subscriptionStatus: statusOf(row.subscription_status),
    deletedAt: row.deleted_at,
    replacedAt: row.replaced_at,
    staleAt: row.stale_at,
    setBy: row.set_by,
    setAt: row.set_at,
  };
}

function statusOf(text: string | null): SubscriptionStatus | null {
  return text === null ? null : oneOf(subscriptionStatuses, text);
}
