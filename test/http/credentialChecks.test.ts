import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createIssuerKey, issue } from '../auth/jwksIssuer.ts';
import { expectPortalOf } from '../contracts/shared/answers.ts';
import { allDoors, givenVisitor, userDoors } from '../contracts/shared/doors.ts';
import { newUser } from '../harness/service.ts';
import { codeOf } from '../harness/spec.ts';
import { openRaw } from '../store/databases.ts';
import { useService } from './useService.ts';

const doorsOf = (credential: string) => allDoors.filter((door) => door.credential === credential);

/** A port at which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe("while the identity provider's keys cannot be had", async () => {
  const service = useService({
    JWT_SECRET: undefined,
    JWT_JWKS_URL: `http://127.0.0.1:${await deadPort()}/jwks.json`,
    JWT_ISSUER: 'https://id.example',
    JWT_AUDIENCE: 'billing',
  });

  it.each(doorsOf('an access token'))('$path: a token is 503, and no 401', async ({ path }) => {
    const token = await issue(await createIssuerKey('k1'), new Date());
    const reply = await service().post(path, { token });
    expect({ status: reply.status, code: codeOf(reply.text) }).toEqual({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
    });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(reply.headers.get('www-authenticate')).toBeNull();
    expect(reply.text).not.toMatch(/ECONNREFUSED|jwks|127\.0\.0\.1:\d+\/jwks/);
  });

  it.each(doorsOf('an access token'))('$path: no token is 401 all the same', async ({ path }) => {
    expect((await service().post(path)).status).toBe(401);
    expect((await service().post(path, { token: 'no.token.either' })).status).toBe(401);
  });

  it.each(doorsOf('an API key'))('$path: an API key needs none of them', async (door) => {
    const { token, customer } = await givenVisitor(service(), door);
    await expectPortalOf(await service().post(door.path, { token }), customer);
  });
});

describe('while the check of API keys has a fault of ours', () => {
  const service = useService();

  it.each(doorsOf('an API key'))(
    '$path: a key is 500, and no 401; the fault stays inside',
    async ({ path }) => {
      const token = await service().givenKey({ userId: newUser() });
      const database = openRaw(service().databaseUrl);
      await database.schema.renameTable('api_keys', 'api_keys_elsewhere');
      try {
        const reply = await service().post(path, { token });
        expect({ status: reply.status, code: codeOf(reply.text) }).toEqual({
          status: 500,
          code: 'INTERNAL_ERROR',
        });
        expect(reply.headers.get('www-authenticate')).toBeNull();
        expect(reply.text).not.toMatch(/api_keys|no such table|select|SQLITE/i);
      } finally {
        await database.schema.renameTable('api_keys_elsewhere', 'api_keys');
        await database.destroy();
      }
    },
  );

  it.each(userDoors.filter(({ credential }) => credential === 'an access token'))(
    '$path: an access token needs none of it',
    async (door) => {
      const { token, customer } = await givenVisitor(service(), door);
      const database = openRaw(service().databaseUrl);
      await database.schema.renameTable('api_keys', 'api_keys_elsewhere');
      try {
        await expectPortalOf(await service().post(door.path, { token }), customer);
      } finally {
        await database.schema.renameTable('api_keys_elsewhere', 'api_keys');
        await database.destroy();
      }
    },
  );
});

describe('while the database is closed', () => {
  const service = useService();

  it('every door is 503 with a credential, and 401 without', async () => {
    const visitors = await Promise.all(
      allDoors.map(async (door) => ({ door, ...(await givenVisitor(service(), door)) })),
    );
    await service().store.close();
    for (const { door, token } of visitors) {
      const reply = await service().post(door.path, { token });
      expect([door.path, reply.status]).toEqual([door.path, 503]);
      expect((await service().post(door.path)).status).toBe(401);
    }
    expect((await service().get('/livez')).status).toBe(200);
    expect((await service().get('/readyz')).status).toBe(503);
  });
});
