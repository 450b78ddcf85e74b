import { type ApiKeyRecord, createApiKey, createApiKeys } from '../../src/auth/apiKeys.ts';

export const prefix = 'llmgen_';
const start = Date.parse('2026-01-02T03:04:05.000Z');
export const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString();

/** A key that is good, and was never used. */
export const liveKey: ApiKeyRecord = {
  id: 'k',
  userId: 'u1',
  scopes: ['portal:create'],
  returnOrigins: null,
  portalProfile: null,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};

/** Keys in memory, which count what is asked of them. */
function createRecords() {
  const byHash = new Map<string, ApiKeyRecord>();
  const records = {
    lookups: 0,
    touched: [] as { id: string; at: string }[],
    fails: false,
    add(change: Partial<ApiKeyRecord> = {}) {
      const { key, hash } = createApiKey(prefix);
      const record: ApiKeyRecord = {
        ...liveKey,
        id: `key${byHash.size + 1}`,
        ...change,
      };
      byHash.set(hash, record);
      return { key, change: (next: Partial<ApiKeyRecord>) => byHash.set(hash, { ...record, ...next }) };
    },
    async findByHash(hash: string) {
      records.lookups += 1;
      return byHash.get(hash);
    },
    async touchLastUsed(id: string, at: string) {
      records.touched.push({ id, at });
      if (records.fails) throw new Error('the database is out');
    },
  };
  return records;
}

/** Keys, a clock that stands at the start, and a log that remembers. */
export function setUp() {
  const clock = { seconds: 0 };
  const logged: { fields: object; message: string }[] = [];
  const records = createRecords();
  const log = { warn: (fields: object, message: string) => logged.push({ fields, message }) };
  const now = () => new Date(start + clock.seconds * 1000);
  return { clock, logged, records, apiKeys: createApiKeys({ prefix, records, now, log }) };
}
