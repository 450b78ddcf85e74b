import { type Owner, parseOwner } from '../../billing/owner.ts';
import { Malformed, type Parser } from '../../config/parsers.ts';
import type { Store } from '../../store/connection.ts';
import type { PortalAttempt } from '../../store/portalAttempts.ts';
import { isStorableId } from '../../store/values.ts';
import { CommandFailure } from '../commandFailure.ts';

/** What a person asks about. */
export type Target =
  | { readonly kind: 'owner'; readonly id: string; readonly owner: Owner }
  | { readonly kind: 'customer' | 'request'; readonly id: string };

/** `user:u1` or `organization:o1`; a customer of Stripe's, `cus_…`; else what X-Request-Id said. */
export const target: Parser<Target> = (text) => {
  const owner = parseOwner(text);
  if (owner && isStorableId(owner.id)) return { kind: 'owner', id: text, owner };
  // What an answer's X-Request-Id can say, and a customer's id too.
  if (/^[A-Za-z0-9._-]{1,128}$/.test(text)) {
    return { kind: text.startsWith('cus_') ? 'customer' : 'request', id: text };
  }
  throw new Malformed(
    'must be an owner such as user:u1 or organization:o1, a customer cus_…, or a request id as in X-Request-Id',
  );
};

/** What a target leads to. */
export type Found = {
  /** Whose portal it is about; undefined for a customer who is nobody's here. */
  readonly owner: Owner | undefined;
  /** Of a request: what the audit has, newest first. */
  readonly attempts: readonly PortalAttempt[] | null;
};

const attemptsShown = 20;

/**
 * Finds out whom a target is about.
 *
 * @param retentionDays how long the audit keeps what it has.
 * @throws CommandFailure for a request that is not in the audit.
 */
export async function find(
  store: Store,
  { kind, id, ...asked }: Target,
  retentionDays: number,
): Promise<Found> {
  if ('owner' in asked) return { owner: asked.owner, attempts: null };
  if (kind === 'customer') {
    return { owner: (await store.billingAccounts.findByCustomer(id))?.owner, attempts: null };
  }
  const attempts = await store.portalAttempts.list({ requestId: id, limit: attemptsShown });
  const [last] = attempts;
  if (last === undefined) throw new CommandFailure(notRecorded(id, retentionDays));
  return { owner: last.owner ?? { type: 'user', id: last.principal.userId }, attempts };
}

function notRecorded(id: string, days: number): string {
  return `The request ${id} is not in the audit. It has the requests for a portal whose credential was good, for ${days} days (AUDIT_RETENTION_DAYS). What is refused before that (401, a missing scope, 404, 405, 413, 415, 429, a malformed body) is in the service's log alone, and so are other routes, /eligibility among them. If it is no request id: an owner is user:ID or organization:ID, a customer cus_….`;
}
