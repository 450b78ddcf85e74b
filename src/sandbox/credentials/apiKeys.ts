import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ApiKeyIssuer, portalScope } from '../../billing/apiKeys.ts';
import type { Parts } from '../../build.ts';
import type { Config } from '../../config.ts';
import type { DemoCredential, DemoKey } from '../demoOwners.ts';

type KeyCredential = DemoCredential & DemoKey;

export type ApiKeyParts = {
  readonly config: Pick<Config, 'apiKeyPrefix'>;
  readonly apiKeys: Pick<Parts['store']['apiKeys'], 'findByHash' | 'list' | 'revoke'>;
  readonly issuer: Pick<ApiKeyIssuer, 'issue'>;
  readonly now: () => Date;
};

/** Issues the demo owners' API keys; the store decides whether they are still good. */
export function createDemoKeys({ config, apiKeys, issuer, now }: ApiKeyParts) {
  return {
    /** A key that was lost is revoked, so that no number of restarts comes to the limit of active keys. */
    async issue({
      name,
      user,
      scopes,
      returnOrigins,
      hasExpired,
      isRevoked,
    }: KeyCredential): Promise<string> {
      for (const lost of await apiKeys.list(user)) {
        if (lost.name === keyName(name)) await apiKeys.revoke(lost.id);
      }
      const { id, key } = await issuer.issue({
        userId: user,
        name: keyName(name),
        ...(scopes && { scopes }),
        ...(returnOrigins && { returnOrigins }),
        ...(hasExpired && { expiresAt: new Date(now().getTime() - 86_400_000).toISOString() }),
      });
      if (isRevoked) await apiKeys.revoke(id);
      return key;
    },

    /** Whether the store knows a key, as what the credential is to be. */
    async isGood(key: string, credential: KeyCredential): Promise<boolean> {
      if (!key.startsWith(config.apiKeyPrefix)) return false;
      const record = await apiKeys.findByHash(createHash('sha256').update(key).digest('hex'));
      if (!record || record.userId !== credential.user) return false;
      const hasExpired = record.expiresAt !== null && Date.parse(record.expiresAt) <= now().getTime();
      return (
        (record.revokedAt !== null) === Boolean(credential.isRevoked) &&
        hasExpired === Boolean(credential.hasExpired) &&
        isDeepStrictEqual(record.scopes, credential.scopes ?? [portalScope]) &&
        isDeepStrictEqual(record.returnOrigins, credential.returnOrigins ?? null)
      );
    },
  };
}

function keyName(name: string): string {
  return `Sandbox ${name}`;
}
