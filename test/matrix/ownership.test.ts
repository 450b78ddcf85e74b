import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appUrl, startService, type TestService, tokenOf } from '../harness/service.ts';
import { inTurns } from './inTurns.ts';

const size = 50;
const ids = (prefix: string) => Array.from({ length: size }, (_, index) => `${prefix}${index}`);
const users = ids('user-');
const organizations = ids('organization-');

/** Every user is a member of five of the fifty organizations, in a role that may manage billing. */
const isMember = (user: number, organization: number) => (user + organization) % 10 === 0;
const pairs = users.flatMap((user, i) =>
  organizations.map((organization, j) => ({ user, organization, member: isMember(i, j) })),
);

describe(`${size} users × ${size} organizations × 3 kinds of credential`, { timeout: 180_000 }, () => {
  let service: TestService;
  /** By owner: their customer, and the users' API keys. */
  const customers = new Map<string, string>();
  const keys = new Map<string, string>();

  beforeAll(async () => {
    service = await startService();
    await service.store.directory.importLines([
      ...users.map((id) => ({ line: 1, type: 'user', id }) as const),
      ...organizations.map((id) => ({ line: 1, type: 'organization', id, name: id }) as const),
      ...pairs
        .filter(({ member }) => member)
        .map(
          ({ user, organization }) =>
            ({ line: 1, type: 'member', user, organization, role: 'billing' }) as const,
        ),
    ]);
    for (const id of users) {
      customers.set(id, await service.givenAccount({ type: 'user', id }));
      keys.set(id, await service.givenKey({ userId: id }));
    }
    for (const id of organizations) {
      customers.set(id, await service.givenAccount({ type: 'organization', id }));
    }
  });
  afterAll(() => service.close());

  /** Calls a route for every pair, several at once, and counts what came: the portals by whose they are. */
  async function portalsOf(
    path: string,
    ask: (pair: (typeof pairs)[number]) => Promise<{ token: string | undefined; json?: object }>,
    ownerOf: (pair: (typeof pairs)[number]) => string,
  ) {
    const seen = { own: 0, foreign: 0, refused: [] as unknown[] };
    await inTurns(pairs, async (pair) => {
      const { status, body } = await service.post(path, await ask(pair));
      if (status !== 200) {
        seen.refused.push({ status, code: body.error_code ?? body.error?.code, member: pair.member });
        return;
      }
      const page = await (await fetch(body.url)).text();
      const shown = [...page.matchAll(/cus_\w+/g)].map(([customer]) => customer);
      const own = customers.get(ownerOf(pair)) ?? 'nobody';
      if (shown.length > 0 && shown.every((customer) => customer === own)) seen.own += 1;
      else seen.foreign += 1;
    });
    return seen;
  }

  it("an access token on a user's route, whatever organization it names: 2,500 own portals", async () => {
    const seen = await portalsOf(
      '/api/v1/subscriptions/portal',
      async ({ user, organization }) => ({
        token: await tokenOf(user, { orgId: organization, role: 'owner' }),
      }),
      ({ user }) => user,
    );
    expect(seen).toEqual({ own: 2_500, foreign: 0, refused: [] });
  });

  it('an API key, wherever in the app it leads back to: 2,500 own portals', async () => {
    const seen = await portalsOf(
      '/api/billing-portal',
      async ({ user, organization }) => ({
        token: keys.get(user),
        json: { returnUrl: `${appUrl}/organizations/${organization}?user=user-0` },
      }),
      ({ user }) => user,
    );
    expect(seen).toEqual({ own: 2_500, foreign: 0, refused: [] });
  });

  it("an organization's token: 250 own portals for members, 2,250 × ORG_NOT_FOUND for others", async () => {
    const seen = await portalsOf(
      '/subscriptions/portal',
      async ({ user, organization }) => ({
        token: await tokenOf(user, { orgId: organization, role: 'owner' }),
      }),
      ({ organization }) => organization,
    );
    expect(seen).toMatchObject({ own: 250, foreign: 0 });
    expect(seen.refused).toHaveLength(2_250);
    expect(new Set(seen.refused.map((refusal) => JSON.stringify(refusal)))).toEqual(
      new Set([JSON.stringify({ status: 404, code: 'ORG_NOT_FOUND', member: false })]),
    );
  });
});
