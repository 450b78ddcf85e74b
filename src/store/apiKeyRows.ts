import type { Knex } from 'knex';
import { isoTime, storableId } from './values.ts';

/** A key as stored: its hash, never the key. Times are ISO 8601 in UTC. */
export type ApiKeyRecord = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** Of the whole key, in hexadecimal. */
  readonly hash: string;
  /** What a listing shows of the key. */
  readonly preview: string;
  readonly scopes: readonly string[];
  /** Exact origins, or null for the service's own list. */
  readonly returnOrigins: readonly string[] | null;
  /** Of the portals that it opens; null for `default`. */
  readonly portalProfile: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  /** The id of the key that takes this one's place since its rotation. */
  readonly replacedBy: string | null;
};

export type NewApiKey = Omit<ApiKeyRecord, 'revokedAt' | 'lastUsedAt' | 'replacedBy'>;

export type ApiKeyRow = {
  id: string;
  user_id: string;
  name: string;
  hash: string;
  preview: string;
  scopes: string;
  return_origins: string | null;
  portal_profile: string | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
  replaced_by: string | null;
};

export function apiKeyRows(db: Knex) {
  return db<ApiKeyRow>('api_keys');
}

export function toRow(key: NewApiKey): ApiKeyRow {
  return {
    id: storableId(key.id),
    user_id: storableId(key.userId),
    name: key.name,
    hash: key.hash,
    preview: key.preview,
    scopes: JSON.stringify(key.scopes),
    return_origins: key.returnOrigins && JSON.stringify(key.returnOrigins),
    portal_profile: key.portalProfile,
    created_at: isoTime(key.createdAt),
    expires_at: key.expiresAt && isoTime(key.expiresAt),
    revoked_at: null,
    last_used_at: null,
    replaced_by: null,
  };
}

export function fromRow(row: ApiKeyRow): ApiKeyRecord {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    hash: row.hash,
    preview: row.preview,
    scopes: textsFrom(row.scopes),
    returnOrigins: row.return_origins === null ? null : textsFrom(row.return_origins),
    portalProfile: row.portal_profile,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
    replacedBy: row.replaced_by,
  };
}

function textsFrom(json: string): readonly string[] {
  const value: unknown = JSON.parse(json);
  if (Array.isArray(value) && value.every((text) => typeof text === 'string')) return value;
  throw new Error('A row of api_keys holds no list of texts');
}
