import { describe, expect, it } from 'vitest';
import type { Client } from '../harness/client.ts';
import { newUser, tokenOf } from '../harness/service.ts';
import { replicaAt, useReplicas, withoutServices } from './replicas.ts';

const path = '/api/v1/subscriptions/portal/api/eligibility';
const keysPath = '/api/v1/api-keys';

describe.skipIf(await withoutServices())('an API key on three replicas', () => {
  const replicas = useReplicas(14, [{}, {}, {}]);

  const statuses = (token: string) =>
    Promise.all(replicas().map(async (replica) => (await replica.get(path, { token })).status));

  async function createKey(replica: Client, token: string): Promise<{ id: string; key: string }> {
    const { status, body } = await replica.post(keysPath, { token, json: { name: 'CRM' } });
    expect(status).toBe(201);
    return body;
  }

  it('is good on all as soon as one made it, and refused on all as soon as another revoked it', async () => {
    const [first, second, third] = replicas();
    const token = await tokenOf(newUser());
    const { id, key } = await createKey(first, token);
    expect(await statuses(key)).toEqual([200, 200, 200]);
    expect((await second.request('DELETE', `${keysPath}/${id}`, { token })).status).toBe(204);
    expect(await statuses(key)).toEqual([401, 401, 401]);
    expect((await third.get(keysPath, { token })).body.data).toMatchObject([{ id, status: 'revoked' }]);
  });

  it('is refused from the moment on at which the revocation was answered, under load', async () => {
    const [first, second] = replicas();
    const token = await tokenOf(newUser());
    const { id, key } = await createKey(first, token);
    let revokedAt = Number.POSITIVE_INFINITY;
    const late: number[] = [];
    const callers = replicas().map(async (replica) => {
      for (;;) {
        const sentAt = performance.now();
        const { status } = await replica.get(path, { token: key });
        if (status === 200 && sentAt > revokedAt) late.push(sentAt - revokedAt);
        if (sentAt > revokedAt + 300) return status;
      }
    });
    await expect.poll(async () => (await second.get(path, { token: key })).status).toBe(200);
    expect((await second.request('DELETE', `${keysPath}/${id}`, { token })).status).toBe(204);
    revokedAt = performance.now();
    expect(await Promise.all(callers)).toEqual([401, 401, 401]);
    expect(late).toEqual([]);
  });

  it('rotated on one: the others take both keys, and with no overlap the new one alone', async () => {
    const [first, second, third] = replicas();
    const token = await tokenOf(newUser());
    const old = await createKey(first, token);
    const rotate = async (replica: Client, id: string, overlapSeconds: number) => {
      const reply = await replica.post(`${keysPath}/${id}/rotate`, { token, json: { overlapSeconds } });
      expect(reply.status).toBe(201);
      const issued: { id: string; key: string } = reply.body;
      return issued;
    };
    const next = await rotate(second, old.id, 600);
    expect(await statuses(old.key)).toEqual([200, 200, 200]);
    expect(await statuses(next.key)).toEqual([200, 200, 200]);
    const last = await rotate(third, next.id, 0);
    expect(await statuses(next.key)).toEqual([401, 401, 401]);
    expect(await statuses(last.key)).toEqual([200, 200, 200]);
  });

  it('is one of ten at most, however many replicas are asked for more at once', async () => {
    const token = await tokenOf(newUser());
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, turn) =>
        replicaAt(replicas(), turn).post(keysPath, { token, json: { name: `key ${turn}` } }),
      ),
    );
    const codes = replies.map(({ status, body }) => (status === 201 ? 'created' : body.error.code));
    expect(codes.filter((code) => code === 'created')).toHaveLength(10);
    expect(codes.filter((code) => code === 'API_KEY_LIMIT_REACHED')).toHaveLength(20);
  });
});
