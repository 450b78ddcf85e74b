import type { ApiKey as ApiKeyView, IssuedApiKey as IssuedApiKeyView } from '../../generated/openapi.ts';
import type { ApiKey, ApiKeyIssuer, IssuedApiKey } from '../billing/apiKeys.ts';
import type { Principal } from '../billing/principal.ts';
import { ApiError, type Detail } from '../errors.ts';

/** How long an old key stays good after its rotation, where the caller does not say. */
const usualOverlapSeconds = 24 * 60 * 60;

/** A key as the store has it. Times are ISO 8601 in UTC. */
export type ApiKeyRecord = ApiKey & {
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly replacedBy: string | null;
};

export type ApiKeysParts = {
  readonly issuer: ApiKeyIssuer;
  readonly records: {
    list(userId: string): Promise<readonly ApiKeyRecord[]>;
    /** @returns whether the user has such a key. */
    revoke(id: string, options: { readonly userId: string }): Promise<boolean>;
  };
  /** The origins that a portal may lead back to at all. */
  readonly returnOrigins: readonly string[];
  readonly now: () => Date;
};

type CreateRequest = {
  readonly name: string;
  readonly scopes?: readonly string[];
  readonly returnOrigins?: readonly string[];
  readonly expiresAt?: string;
};

/** API keys over HTTP: a user hands out keys and takes them back. Somebody else's key is as good as none. */
export function createApiKeys({ issuer, records, returnOrigins, now }: ApiKeysParts) {
  function check(request: CreateRequest): void {
    const details: Detail[] = (request.returnOrigins ?? []).flatMap((origin, index) =>
      returnOrigins.includes(origin)
        ? []
        : [{ code: 'custom' as const, path: ['returnOrigins', index], reason: 'returnOriginNotAllowed' }],
    );
    if (request.expiresAt !== undefined && Date.parse(request.expiresAt) <= now().getTime()) {
      details.push({ code: 'custom', path: ['expiresAt'], reason: 'expiresAtPast' });
    }
    if (details.length > 0) throw new ApiError('VALIDATION_FAILED', { details });
  }

  return {
    async listApiKeys({ principal }: { readonly principal: Principal }) {
      const keys = await records.list(principal.userId);
      return { data: keys.map((key) => view(key, now())) };
    },

    async createApiKey({ principal, body }: { readonly principal: Principal; readonly body: CreateRequest }) {
      check(body);
      const { expiresAt, ...request } = body;
      const { userId } = principal;
      const normalized = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() };
      return issued(await issuer.issue({ ...request, ...normalized, userId }), now());
    },

    async revokeApiKey({
      principal,
      path,
    }: {
      readonly principal: Principal;
      readonly path: { readonly id: string };
    }) {
      if (!(await records.revoke(path.id, { userId: principal.userId }))) throw new ApiError('NOT_FOUND');
      return undefined;
    },

    async rotateApiKey(call: {
      readonly principal: Principal;
      readonly path: { readonly id: string };
      readonly body: { readonly overlapSeconds?: number } | undefined;
    }) {
      const { principal, path, body } = call;
      const old = (await records.list(principal.userId)).find(({ id }) => id === path.id);
      const key = old && (await issuer.rotate(old, body?.overlapSeconds ?? usualOverlapSeconds));
      if (key === undefined) throw new ApiError('NOT_FOUND');
      return issued(key, now());
    },
  };
}

function issued(key: IssuedApiKey, now: Date): IssuedApiKeyView {
  const fresh = { ...key, revokedAt: null, lastUsedAt: null, replacedBy: null };
  return { ...view(fresh, now), key: key.key };
}

function view(key: ApiKeyRecord, now: Date): ApiKeyView {
  const { id, name, preview, scopes, returnOrigins, createdAt, expiresAt, lastUsedAt } = key;
  return {
    id,
    name,
    preview,
    // The spec's enum holds every scope that a key can have been given.
    scopes: [...scopes] as ApiKeyView['scopes'],
    returnOrigins: returnOrigins && [...returnOrigins],
    createdAt,
    expiresAt,
    lastUsedAt,
    status: statusOf(key, now),
  };
}

function statusOf({ revokedAt, expiresAt, replacedBy }: ApiKeyRecord, now: Date): ApiKeyView['status'] {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime()) return 'expired';
  return replacedBy === null ? 'active' : 'rotating';
}
