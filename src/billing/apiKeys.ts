import { randomUUID } from 'node:crypto';

/** The scope of keys that open a portal; the default, and the only one so far. */
export const portalScope = 'portal:create';

/** What a listing tells of an API key. Times are ISO 8601 in UTC. */
export type ApiKey = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly preview: string;
  readonly scopes: readonly string[];
  /** Exact origins that narrow the service's own list; null leaves that as it is. */
  readonly returnOrigins: readonly string[] | null;
  /** Of the portals that the key opens; null for everybody's. The operator gives it, and never the user. */
  readonly portalProfile: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
};

/** A new key with the text that is shown once and stored nowhere. */
export type IssuedApiKey = ApiKey & { readonly key: string };

export type ApiKeyRequest = Pick<ApiKey, 'userId' | 'name'> &
  Partial<Pick<ApiKey, 'scopes' | 'returnOrigins' | 'portalProfile' | 'expiresAt'>>;

export type ApiKeyIssuerParts = {
  readonly createKey: () => { readonly key: string; readonly hash: string; readonly preview: string };
  readonly records: {
    insert(key: ApiKey & { readonly hash: string }): Promise<void>;
    rotate(oldId: string, key: ApiKey & { readonly hash: string }, oldExpiresAt: string): Promise<boolean>;
  };
  readonly now: () => Date;
};

export type ApiKeyIssuer = ReturnType<typeof createApiKeyIssuer>;

/** Hands out API keys: their text leaves the service once, and only a hash stays. */
export function createApiKeyIssuer({ createKey, records, now }: ApiKeyIssuerParts) {
  const make = ({ userId, name, scopes, returnOrigins, portalProfile, expiresAt }: ApiKeyRequest) => {
    const { key, hash, preview } = createKey();
    const apiKey: ApiKey = {
      id: randomUUID(),
      userId,
      name,
      preview,
      scopes: scopes ?? [portalScope],
      returnOrigins: returnOrigins ?? null,
      portalProfile: portalProfile ?? null,
      createdAt: now().toISOString(),
      expiresAt: expiresAt ?? null,
    };
    return { record: { ...apiKey, hash }, issued: { ...apiKey, key } };
  };
  return {
    /**
     * Makes a key for a user.
     *
     * @throws ApiError API_KEY_LIMIT_REACHED where the user has ten active keys.
     * @example const { key } = await issuer.issue({ userId: 'u1', name: 'CRM' })
     */
    async issue(request: ApiKeyRequest): Promise<IssuedApiKey> {
      const { record, issued } = make(request);
      await records.insert(record);
      return issued;
    },
    /**
     * Puts a new key in the place of an old one, with the same name, scopes, origins, portal profile and end; the old
     * one stays good until then, so that whoever holds it can change over.
     *
     * @param overlapSeconds how long the old key stays good; 0 ends it at once.
     * @returns the new key, or undefined where the old one is not active any more.
     */
    async rotate(old: ApiKey, overlapSeconds: number): Promise<IssuedApiKey | undefined> {
      const { record, issued } = make(old);
      const until = new Date(now().getTime() + overlapSeconds * 1000).toISOString();
      return (await records.rotate(old.id, record, until)) ? issued : undefined;
    },
  };
}
