import type { Log } from './log.ts';

const interval = 60_000;
/** Above this many keys the memory is emptied, which costs a write a key and bounds it. */
const maxRemembered = 10_000;

export type LastUsedDeps = {
  /** Writes the time, in ISO 8601. */
  readonly write: (keyId: string, at: string) => Promise<unknown>;
  readonly log?: Log | undefined;
};

/** Notes when a key was last used: at most once a minute a key, and no request waits for it or fails by it. */
export type LastUsed = {
  /** @param before the time in the store, in ISO 8601; null where the key was never used */
  note(keyId: string, before: string | null, at: Date): void;
  /** Resolves once what was noted is written, or has failed and is logged. */
  close(): Promise<void>;
};

/** @example createLastUsed({ write: records.touchLastUsed, log }).note(record.id, record.lastUsedAt, new Date()) */
export function createLastUsed({ write, log }: LastUsedDeps): LastUsed {
  // The store's own time lags behind a burst of requests, and does not move while its writes fail.
  const tried = new Map<string, number>();
  const pending = new Set<Promise<void>>();

  async function save(keyId: string, at: Date) {
    try {
      await write(keyId, at.toISOString());
    } catch (error) {
      log?.warn({ err: error, keyId }, 'the last-used time of an API key could not be written');
    }
  }

  return {
    note(keyId, before, at) {
      const last = Math.max(tried.get(keyId) ?? 0, Date.parse(before ?? '') || 0);
      if (at.getTime() - last < interval) return;
      if (tried.size >= maxRemembered) tried.clear();
      tried.set(keyId, at.getTime());
      const saving = save(keyId, at).finally(() => pending.delete(saving));
      pending.add(saving);
    },
    async close() {
      await Promise.all(pending);
    },
  };
}
