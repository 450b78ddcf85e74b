import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase, openRaw } from './databases.ts';
import { factsOf, keyOf } from './facts.ts';

const at = '2026-01-01T00:00:00.000Z';
const guides = join(import.meta.dirname, '../../packages/docs/src/content/docs');
const guide = readFileSync(join(guides, 'docs/operating.md'), 'utf8');
const [, section = ''] = /\{#erase\}(.+?)\n## /s.exec(guide) ?? [];
const [, statements = ''] = /```sql\n(.+?)```/s.exec(section) ?? [];
/** What the guide says that an erased person leaves, besides the log. */
const told = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => line.split('|')[1]?.match(/(?<=`)\w+(?=`)/g) ?? []);

/** Has somebody do whatever leaves rows of them, and then be erased by the directory and by Stripe. */
async function liveAndLeave(store: Store, id: string): Promise<void> {
  const owner = { type: 'user', id } as const;
  const [customerId, other] = [`cus_${id}`, `cus_other_${id}`];
  await store.directory.importLines([{ line: 1, type: 'user', id, deleted: false }]);
  const facts = factsOf(owner, { customerId });
  await store.billingAccounts.link(facts);
  const conflict = {
    customerId: other,
    owner,
    livemode: false,
    kind: 'owner_has_other_customer',
    seenBy: 'evt_1',
  };
  await store.linkConflicts.setAside({ ...conflict, kind: 'owner_has_other_customer' }, at);
  const key = keyOf(id);
  await store.apiKeys.insert(key);
  await store.apiKeys.rotate(key.id, keyOf(id, { createdAt: at }), at);
  const event = { id: `evt_${id}`, type: 'customer.deleted', created: at, objectId: customerId, customerId };
  await store.stripeEvents.insert(event, at);
  const principal = { userId: id, kind: 'accessToken', apiKeyId: null } as const;
  const attempt = {
    at,
    requestId: `req_${id}`,
    operation: 'an operation',
    outcome: 'issued',
    code: null,
    livemode: false,
    principal,
    returnOrigin: null,
    replayed: false,
  } as const;
  await store.portalAttempts.add({ ...attempt, owner, customerId });
  await store.portalAttempts.add({ ...attempt, owner: { type: 'organization', id: 'o1' }, customerId: null });
  const begun = {
    id: `key_of_${id.length}`,
    fingerprint: 'f',
    now: at,
    lockedUntil: at,
    expiresAt: '2026-01-02T00:00:00Z',
    renew: () => false,
  };
  const beginning = await store.idempotency.begin(begun);
  if (beginning.state !== 'begun') throw new Error(beginning.state);
  await store.idempotency.finish(begun.id, beginning.attempt, {
    answer: '{}',
    sealed: '',
    sealedUntil: at,
    trail: JSON.stringify({ owner, customerId }),
  });
  await store.directory.importLines([{ line: 1, type: 'user', id, deleted: true }]);
  await store.billingAccounts.markDeleted(customerId, at, event.id);
}

await forEachDatabase((kind, open, url) => {
  /** The tables that have a value in which a text stands. */
  async function tablesWith(text: string): Promise<readonly string[]> {
    const raw = openRaw(url());
    const tables: string[] =
      kind === 'sqlite'
        ? await raw('sqlite_master').where({ type: 'table' }).pluck('name')
        : await raw('information_schema.tables').where({ table_schema: 'public' }).pluck('table_name');
    const rows = await Promise.all(tables.map(async (table) => [table, await raw(table).select()] as const));
    await raw.destroy();
    return rows.filter(([, all]) => JSON.stringify(all).includes(text)).map(([table]) => table);
  }

  describe('a person who is erased as the guide says', () => {
    beforeAll(async () => {
      const store = open();
      await liveAndLeave(store, 'u1');
      await liveAndLeave(store, 'somebody-else');
    });

    it('stays by id in the tables that the guide names, and in no others', async () => {
      expect([...(await tablesWith('u1'))].sort()).toEqual([...told].sort());
    });

    it("is gone by the guide's statements, and nobody else is", async () => {
      const before = await tablesWith('somebody-else');
      const raw = openRaw(url());
      for (const statement of statements.split(';').filter((one) => one.trim() !== ''))
        await raw.raw(statement);
      await raw.destroy();
      expect(await tablesWith('u1')).toEqual(['idempotency']);
      expect(await tablesWith('somebody-else')).toEqual(before);
    });
  });
});
