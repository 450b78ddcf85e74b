import type { ApiKeyPrincipal } from '../billing/principal.ts';
import { apiKeyFault, hashApiKey } from './apiKeyFormat.ts';
import { InvalidCredential } from './credential.ts';
import { createLastUsed } from './lastUsed.ts';
import type { Log } from './log.ts';

export { createApiKey, isApiKey, type NewApiKey } from './apiKeyFormat.ts';

/** A key as the store has it. Times are ISO 8601. */
export type ApiKeyRecord = {
  readonly id: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly returnOrigins: readonly string[] | null;
  readonly portalProfile: string | null;
  readonly expiresAt: string | null;
  /** Not null: revoked at once, whatever the time is. A key that is to end later has an `expiresAt`. */
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
};

export type ApiKeyRecords = {
  /** @param hash SHA-256 of the whole key, in hex */
  findByHash(hash: string): Promise<ApiKeyRecord | undefined>;
  touchLastUsed(id: string, at: string): Promise<unknown>;
};

export type ApiKeysDeps = {
  /** What every key starts with: `llmgen_`. */
  readonly prefix: string;
  readonly records: ApiKeyRecords;
  readonly now?: () => Date;
  readonly log?: Log;
};

export type ApiKeys = {
  /**
   * @returns whom the key stands for
   * @throws InvalidCredential where it is malformed, unknown, revoked or expired; whatever `records` throws
   */
  verify(key: string): Promise<ApiKeyPrincipal>;
  /** Resolves once the last-used times noted so far are written: before the store closes. */
  close(): Promise<void>;
};

/**
 * Checks API keys. Nothing is cached, so that a key revoked is a key refused.
 *
 * @example
 * const apiKeys = createApiKeys({ prefix: 'llmgen_', records: store.apiKeys, log });
 * const principal = await apiKeys.verify(token);
 */
export function createApiKeys({ prefix, records, now = () => new Date(), log }: ApiKeysDeps): ApiKeys {
  const lastUsed = createLastUsed({ write: (id, at) => records.touchLastUsed(id, at), log });

  return {
    async verify(key) {
      const fault = apiKeyFault(prefix, key);
      if (fault) throw new InvalidCredential(fault);

      const record = await records.findByHash(hashApiKey(key));
      const at = now();
      if (!record) throw new InvalidCredential('unknown');
      if (record.revokedAt !== null) throw new InvalidCredential('revoked');
      if (hasExpired(record, at)) throw new InvalidCredential('expired');

      lastUsed.note(record.id, record.lastUsedAt, at);
      const { id: keyId, userId, scopes, returnOrigins, portalProfile } = record;
      return { kind: 'apiKey', userId, keyId, scopes, returnOrigins, portalProfile };
    },
    close: lastUsed.close,
  };
}

function hasExpired({ expiresAt }: ApiKeyRecord, at: Date): boolean {
  // Written this way round, a time that cannot be read counts as over.
  return expiresAt !== null && !(at.getTime() < Date.parse(expiresAt));
}
