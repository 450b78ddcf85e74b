import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Operation } from '../../generated/operations.ts';
import { secretNames } from '../../generated/secrets.ts';
import type { PortalTrail } from '../billing/portalTrail.ts';
import type { Principal } from '../billing/principal.ts';
import { ApiError } from '../errors.ts';
import type { Sealer } from './seal.ts';

/** How long a key is remembered, and how long the secret part of its answer is. */
const rememberedMilliseconds = 24 * 60 * 60 * 1000;
const sealedMilliseconds = 120 * 1000;
/** Longer than the longest request, shorter than the 60 s within which a retry after a crash must succeed. */
const lockedMilliseconds = 30 * 1000;

type Beginning =
  | { readonly state: 'begun'; readonly attempt: string }
  | { readonly state: 'in_progress' }
  | { readonly state: 'other_request' }
  | {
      readonly state: 'answered';
      readonly answer: string;
      readonly sealed: string | null;
      readonly trail: string | null;
    };

export type IdempotencyRecords = {
  begin(request: {
    readonly id: string;
    readonly fingerprint: string;
    readonly now: string;
    readonly lockedUntil: string;
    readonly expiresAt: string;
    readonly renew: (sealed: string | null) => boolean;
  }): Promise<Beginning>;
  finish(
    id: string,
    attempt: string,
    kept: {
      readonly answer: string;
      readonly sealed: string;
      readonly sealedUntil: string;
      readonly trail: string;
    },
  ): Promise<void>;
  abandon(id: string, attempt: string): Promise<void>;
};

export type IdempotencyParts = {
  readonly records: IdempotencyRecords;
  readonly sealer: Sealer;
  readonly now: () => Date;
};

/**
 * Does the work of a request, or answers as an earlier one with the same idempotency key was answered.
 *
 * @param trail what the work comes to know; of an earlier request, it is filled in from what was kept.
 * @returns the body of the answer, and whether it is an earlier one's.
 * @throws ApiError INVALID_IDEMPOTENCY_KEY, IDEMPOTENCY_KEY_REUSE or IDEMPOTENCY_IN_PROGRESS, and what the work throws.
 */
export type AnswerOnce = <T>(
  operation: Operation,
  req: Request,
  trail: PortalTrail,
  work: () => Promise<T>,
) => Promise<{ readonly reply: T; readonly replayed: boolean }>;

/**
 * Answers a repeated request as the first one was answered (the IETF draft on Idempotency-Key). A key belongs to one
 * principal and operation. What is secret in the answer, such as a portal URL, is kept encrypted and for two minutes
 * only; after that, `x-bp-replay` in the spec says whether the work is done anew or the answer is given without it.
 *
 * A request without the header passes at no cost.
 */
export function createAnswerOnce({ records, sealer, now }: IdempotencyParts): AnswerOnce {
  const after = (milliseconds: number) => new Date(now().getTime() + milliseconds).toISOString();

  return async (operation, req, trail, work) => {
    const header = req.get('idempotency-key');
    if (header === undefined || operation.replay === null) return { reply: await work(), replayed: false };

    const id = hash([principalId(req.principal), operation.id, keyOf(header)]);
    const beginning = await records.begin({
      id,
      fingerprint: fingerprintOf(req),
      now: now().toISOString(),
      lockedUntil: after(lockedMilliseconds),
      expiresAt: after(rememberedMilliseconds),
      // What another ENCRYPTION_KEY has sealed is as good as past.
      renew: (sealed) =>
        operation.replay === 'renew' && (sealed === null || sealer.open(sealed, id) === undefined),
    });
    switch (beginning.state) {
      case 'other_request':
        throw new ApiError('IDEMPOTENCY_KEY_REUSE');
      case 'in_progress':
        throw new ApiError('IDEMPOTENCY_IN_PROGRESS', { headers: { 'Retry-After': '1' } });
      case 'answered': {
        Object.assign(trail, JSON.parse(beginning.trail ?? '{}'));
        const whole = beginning.sealed === null ? undefined : sealer.open(beginning.sealed, id);
        return { reply: JSON.parse(whole ?? beginning.answer), replayed: true };
      }
      case 'begun': {
        const { attempt } = beginning;
        // That the answer could not be kept is no reason to withhold it; the key is free again when its lock is past.
        const lost = (error: unknown) => req.log.warn({ err: error }, 'idempotency record not written');
        try {
          const reply = await work();
          await records.finish(id, attempt, keep(reply, trail, id)).catch(lost);
          return { reply, replayed: false };
        } catch (error) {
          await records.abandon(id, attempt).catch(lost);
          throw error;
        }
      }
    }
  };

  function keep(reply: unknown, trail: PortalTrail, id: string) {
    return {
      answer: JSON.stringify(withoutSecrets(reply)),
      sealed: sealer.seal(JSON.stringify(reply), id),
      sealedUntil: after(sealedMilliseconds),
      trail: JSON.stringify(trail),
    };
  }
}

/** Bare, or quoted as a structured-field string (RFC 8941, section 3.3.3): 1 to 255 printable ASCII characters. */
function keyOf(header: string): string {
  const quoted = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(header)?.[1];
  const key = quoted?.replace(/\\(["\\])/g, '$1') ?? header;
  const isMalformed = quoted === undefined && /^"|"$/.test(header);
  if (isMalformed || !/^[\x20-\x7e]{1,255}$/.test(key)) throw new ApiError('INVALID_IDEMPOTENCY_KEY');
  return key;
}

function principalId(principal: Principal | undefined): string {
  if (principal === undefined) throw new Error('no principal at idempotency');
  return principal.kind === 'apiKey'
    ? `key ${principal.keyId}`
    : `user ${principal.userId} ${principal.organizationId ?? ''}`;
}

/** What makes two requests the same: the target, with its path parameters, and the body whatever the order of its keys. */
function fingerprintOf(req: Request): string {
  return hash([req.originalUrl, canonical(req.body)]);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, node: unknown) =>
      node !== null && typeof node === 'object' && !Array.isArray(node)
        ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)))
        : node,
    ) ?? ''
  );
}

/** What may be kept in the clear: a body without the fields that the spec marks as secret. */
function withoutSecrets(body: unknown): object {
  const isSecret = (name: string) => secretNames.some((secret) => secret === name);
  return Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !isSecret(name)));
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
