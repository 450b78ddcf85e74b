import { expect } from 'vitest';
import type { Owner } from '../../src/billing/owner.ts';
import {
  type BillingAccountEntry,
  type DirectoryEntry,
  DirectoryLineError,
  type DirectoryLineReason,
} from '../../src/store/directoryEntry.ts';
import { fresh } from './facts.ts';

export type Unnumbered<E = DirectoryEntry> = E extends unknown ? Omit<E, 'line'> : never;

/** Gives entries the line numbers of a file. */
export function numbered(lines: readonly Unnumbered[]): DirectoryEntry[] {
  return lines.map((entry, index) => ({ ...entry, line: index + 1 }));
}

export function user(id: string, deleted = false) {
  return { type: 'user', id, deleted } as const;
}

export function organization(id: string, name = 'An organization') {
  return { type: 'organization', id, name } as const;
}

export function member(user: string, organization: string, role: 'user' | 'billing' | 'owner' = 'user') {
  return { type: 'member', user, organization, role } as const;
}

export function accountEntry(owner: Owner, facts: Partial<BillingAccountEntry> = {}) {
  return {
    type: 'billing_account',
    owner,
    customerId: fresh('cus'),
    livemode: false,
    purchasedAt: null,
    subscriptionStatus: null,
    ...facts,
  } as const;
}

export async function expectWrongLine(
  work: Promise<unknown>,
  line: number,
  reason: DirectoryLineReason,
): Promise<void> {
  const error = await work.catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(DirectoryLineError);
  expect(error).toMatchObject({ line, reason });
}
