import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { givenVisitor, subscriptionsByKey, subscriptionsByToken } from '../contracts/shared/doors.ts';
import type { Client } from '../harness/client.ts';
import { encryptionKey, replicaAt, useReplicas, withoutServices } from './replicas.ts';

const shared = encryptionKey();
const { path } = subscriptionsByToken;
const replayed = 'idempotent-replayed';

const send = (replica: Client, token: string, key: string) =>
  replica.post(path, { token, headers: { 'Idempotency-Key': key } });

describe.skipIf(await withoutServices())('replicas with one ENCRYPTION_KEY', () => {
  const replicas = useReplicas(12, [
    { ENCRYPTION_KEY: shared },
    { ENCRYPTION_KEY: shared },
    { ENCRYPTION_KEY: shared },
  ]);

  it.for([subscriptionsByToken, subscriptionsByKey])(
    '50 at once, with $credential, over three replicas: one Stripe call',
    async (door) => {
      const [first] = replicas();
      const { token } = await givenVisitor(first, door);
      const headers = { 'Idempotency-Key': randomUUID() };
      const before = first.portalSessions();
      // Stripe takes its time, so that most come while the first is under way.
      first.standIn.faults.next({ kind: 'delay', ms: 300 });
      const replies = await Promise.all(
        Array.from({ length: 50 }, (_, turn) =>
          replicaAt(replicas(), turn).post(door.path, { token, headers }),
        ),
      );
      expect(first.portalSessions() - before).toBe(1);
      expect(replies.filter(({ status }) => status === 409).length).toBeGreaterThan(0);
      const urls = replies.flatMap(({ status, body }) => (status === 200 ? [body.url] : []));
      expect(new Set(urls).size).toBe(1);
      expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true);
      for (const replica of replicas()) {
        expect((await replica.post(door.path, { token, headers })).body.url).toBe(urls[0]);
      }
      expect(first.portalSessions() - before).toBe(1);
    },
  );

  it('what one answered, the others replay', async () => {
    const [first, ...others] = replicas();
    const { token } = await givenVisitor(first, subscriptionsByToken);
    const key = randomUUID();
    const { body } = await send(first, token, key);
    for (const replica of others) {
      const reply = await send(replica, token, key);
      expect([reply.status, reply.headers.get(replayed)]).toEqual([200, 'true']);
      expect(reply.body).toEqual(body);
    }
  });

  it('while one is at work the others say so, and 422 holds on each', async () => {
    const [first, second] = replicas();
    const { token } = await givenVisitor(first, subscriptionsByToken);
    const key = randomUUID();
    const before = first.portalSessions();
    first.standIn.faults.next({ kind: 'delay', ms: 1_000 });
    const slow = send(first, token, key);
    await vi.waitFor(() => expect(first.portalSessions()).toBe(before + 1));
    expect((await send(second, token, key)).status).toBe(409);
    expect((await slow).status).toBe(200);
    const json = { returnUrl: 'https://yourapp.com/elsewhere' };
    const other = await second.post(path, { token, json, headers: { 'Idempotency-Key': key } });
    expect(other.status).toBe(422);
  });
});

describe.skipIf(await withoutServices())('replicas with another ENCRYPTION_KEY, or none', () => {
  const replicas = useReplicas(13, [
    { ENCRYPTION_KEY: shared },
    { ENCRYPTION_KEY: encryptionKey() },
    { ENCRYPTION_KEY: '' },
  ]);

  it('make a new session, and never fail', async () => {
    const [first, ...others] = replicas();
    const { token } = await givenVisitor(first, subscriptionsByToken);
    const key = randomUUID();
    const urls = new Set([(await send(first, token, key)).body.url]);
    for (const replica of others) {
      const reply = await send(replica, token, key);
      expect(reply.status).toBe(200);
      expect(reply.headers.get(replayed)).toBeNull();
      urls.add(reply.body.url);
    }
    expect(urls.size).toBe(3);
  });

  it('tell of a created API key all but the key itself', async () => {
    const [first, second] = replicas();
    const { token } = await givenVisitor(first, subscriptionsByToken);
    const options = { token, json: { name: 'CRM' }, headers: { 'Idempotency-Key': randomUUID() } };
    const created = await first.post('/api/v1/api-keys', options);
    expect(created).toMatchObject({ status: 201, body: { key: expect.any(String) } });
    const again = await second.post('/api/v1/api-keys', options);
    expect(again.status).toBe(201);
    expect(again.body.id).toBe(created.body.id);
    expect(again.text).not.toContain(created.body.key);
  });
});
