import type { Knex } from 'knex';
import { type Owner, ownerTypes } from '../billing/owner.ts';
import type { Principal } from '../billing/principal.ts';
import { isoTime, oneOf } from './values.ts';

const outcomes = ['issued', 'refused'] as const;
const credentials = ['accessToken', 'apiKey'] as const satisfies readonly Principal['kind'][];

/** A request for a portal session, and what became of it. Times are ISO 8601. */
export type PortalAttempt = {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  /** The spec's `operationId`. */
  readonly operation: string;
  readonly outcome: (typeof outcomes)[number];
  /** The code of a refusal; null where a session was issued, and where the caller had hung up. */
  readonly code: string | null;
  /** Whose portal it was about; null where that was not known, such as for a user without an organization. */
  readonly owner: Owner | null;
  readonly customerId: string | null;
  readonly livemode: boolean;
  /** Who asked, and with what: `apiKeyId` is null for an access token. */
  readonly principal: {
    readonly userId: string;
    readonly kind: Principal['kind'];
    readonly apiKeyId: string | null;
  };
  /** Where the portal was to lead back to: the origin alone. */
  readonly returnOrigin: string | null;
  /** Whether it was a repeated request, answered as the first one was. */
  readonly replayed: boolean;
};

export type NewPortalAttempt = Omit<PortalAttempt, 'id'>;

export type PortalAttemptRow = {
  id: string;
  at: string;
  request_id: string;
  operation: string;
  outcome: string;
  code: string | null;
  owner_type: string | null;
  owner_id: string | null;
  customer_id: string | null;
  livemode: boolean | number;
  user_id: string;
  credential: string;
  api_key_id: string | null;
  return_origin: string | null;
  replayed: boolean | number;
};

export function portalAttemptRows(db: Knex) {
  return db<PortalAttemptRow>('portal_attempts');
}

export function toRow(id: string, attempt: NewPortalAttempt): PortalAttemptRow {
  const { owner, principal } = attempt;
  return {
    id,
    at: isoTime(attempt.at),
    request_id: attempt.requestId,
    operation: attempt.operation,
    outcome: attempt.outcome,
    code: attempt.code,
    owner_type: owner?.type ?? null,
    owner_id: owner?.id ?? null,
    customer_id: attempt.customerId,
    livemode: attempt.livemode,
    user_id: principal.userId,
    credential: principal.kind,
    api_key_id: principal.apiKeyId,
    return_origin: attempt.returnOrigin,
    replayed: attempt.replayed,
  };
}

export function fromRow(row: PortalAttemptRow): PortalAttempt {
  const { owner_type, owner_id } = row;
  return {
    id: row.id,
    at: row.at,
    requestId: row.request_id,
    operation: row.operation,
    outcome: oneOf(outcomes, row.outcome),
    code: row.code,
    owner:
      owner_type === null || owner_id === null ? null : { type: oneOf(ownerTypes, owner_type), id: owner_id },
    customerId: row.customer_id,
    livemode: Boolean(row.livemode),
    principal: {
      userId: row.user_id,
      kind: oneOf(credentials, row.credential),
      apiKeyId: row.api_key_id,
    },
    returnOrigin: row.return_origin,
    replayed: Boolean(row.replayed),
  };
}
