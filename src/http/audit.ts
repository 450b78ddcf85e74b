import type { Request } from 'express';
import type { ErrorCode } from '../../generated/catalogue.ts';
import type { Operation } from '../../generated/operations.ts';
import type { PortalTrail } from '../billing/portalTrail.ts';
import type { Principal } from '../billing/principal.ts';
import { toApiError, wasCalledOff } from './answer.ts';

/** A request for a portal session, and what became of it. */
export type PortalAttempt = PortalTrail & {
  /** ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  /** The spec's `operationId`. */
  readonly operation: string;
  readonly outcome: 'issued' | 'refused';
  /** Null where a session was issued, and where the caller had hung up. */
  readonly code: ErrorCode | null;
  readonly livemode: boolean;
  readonly principal: {
    readonly userId: string;
    readonly kind: Principal['kind'];
    readonly apiKeyId: string | null;
  };
  readonly replayed: boolean;
};

export type AuditParts = {
  readonly attempts: { add(attempt: PortalAttempt): Promise<void> };
  readonly livemode: boolean;
  /** Counts what could not be kept. */
  readonly observeFailure: () => void;
  readonly now: () => Date;
};

/** Does the work of a request, and keeps who asked and what became of it. It returns, or throws, what the work does. */
export type Audit = <T extends { readonly replayed: boolean }>(
  operation: Operation,
  req: Request,
  trail: PortalTrail,
  work: () => Promise<T>,
) => Promise<T>;

/**
 * Keeps who was issued or refused a portal session, for the operations that the spec marks with `x-bp-audit`: a row for
 * each request that came to its handler, added before the answer goes out, so that no session is handed out unrecorded.
 * What is refused before that has no row, since nobody is known for whom it was, and a flood would write: a credential
 * that is not good for the route (401, 403), a path or method that is none (404, 405), a limit (429), and what is not
 * as the spec says (400, 413, 415). These are in the request log.
 *
 * An attempt that cannot be kept is in the log instead, whole, and counted: the caller gets the same answer. Where the
 * database has just failed the request itself, the answer does not wait for it a second time.
 */
export function createAudit({ attempts, livemode, observeFailure, now }: AuditParts): Audit {
  return async (operation, req, trail, work) => {
    const keep = async (end: Pick<PortalAttempt, 'outcome' | 'code' | 'replayed'>) => {
      const attempt: PortalAttempt = {
        at: now().toISOString(),
        requestId: req.requestId,
        operation: operation.id,
        ...end,
        ...trail,
        livemode,
        principal: whoAsks(req.principal),
      };
      try {
        await attempts.add(attempt);
      } catch (error) {
        observeFailure();
        req.log.error({ err: error, attempt }, 'portal attempt not kept');
      }
    };
    const refused = async (error: unknown) => {
      const code = req.res && wasCalledOff(error, req.res) ? null : toApiError(error).code;
      const kept = keep({ outcome: 'refused', code, replayed: false });
      if (code !== 'SERVICE_UNAVAILABLE') await kept;
      throw error;
    };
    const answer = await work().catch(refused);
    await keep({ outcome: 'issued', code: null, replayed: answer.replayed });
    return answer;
  };
}

function whoAsks(principal: Principal | undefined): PortalAttempt['principal'] {
  if (principal === undefined) throw new Error('no principal at the audit');
  const { userId, kind } = principal;
  return { userId, kind, apiKeyId: principal.kind === 'apiKey' ? principal.keyId : null };
}
