import fc, { type Arbitrary } from 'fast-check';
import type { Operation } from '../../generated/operations.ts';
import { badTokens } from '../auth/badTokens.ts';
import { goodToken } from '../auth/goodToken.ts';
import { sign } from '../auth/signing.ts';
import { allDoors, givenVisitor } from '../contracts/shared/doors.ts';
import { revoke } from '../contracts/shared/keys.ts';
import { newUser, type TestService, tokenOf } from '../harness/service.ts';
import { jwtSecret } from '../harness/tokens.ts';
import { openRaw } from '../store/databases.ts';
import { strangeText } from './values.ts';

/** An `Authorization` header, if there is one, and whether it may open anything. */
export type Credential = { readonly header: string | undefined; readonly mayPass: boolean };

export type People = {
  readonly credentials: Arbitrary<Credential>;
  /** Those that an operation takes, of people who have what it is about. */
  goodFor(operation: Operation): Arbitrary<Credential>;
  /** The id of a new key of the person's whose credential is good for the operations on keys. */
  createKey(): Promise<string>;
};

/** People of every kind in the service's store, and credentials of every kind: theirs, changed ones, and none at all. */
export async function givenPeople(service: TestService): Promise<People> {
  const good: string[] = [];
  const visitors: { readonly path: string; readonly token: string }[] = [];
  for (const door of allDoors) {
    visitors.push({ path: door.path, token: (await givenVisitor(service, door)).token });
    good.push((await givenVisitor(service, door, { subscriptionStatus: 'canceled' })).token);
    good.push((await door.givenNewcomer(service)).token);
  }
  const [member, organization, other] = [newUser(), `o-${newUser()}`, `o-${newUser()}`];
  await service.givenAccount({ type: 'organization', id: organization });
  await service.givenMember(member, organization, 'user');
  good.push(await tokenOf(member));
  await service.givenMember(member, other, 'billing');
  for (const orgId of [organization, other, 'o-unknown', null]) good.push(await tokenOf(member, { orgId }));

  const userId = newUser();
  await service.givenAccount({ type: 'user', id: userId });
  const narrow = await service.givenKey({ userId, returnOrigins: ['http://localhost:5173'] });
  const noScope = await service.givenKey({ userId, scopes: [] });
  const revoked = await service.givenKey({ userId });
  const expired = await service.givenKey({ userId, expiresAt: '2020-01-01T00:00:00.000Z' });
  await revoke(service, revoked);
  good.push(narrow, noScope, await tokenOf(userId));

  const settings = { secret: jwtSecret, claims: { sub: userId } };
  // What is ahead of its time comes of age while the requests are sent.
  const tokens = badTokens(settings).filter(({ name }) => !name.includes('ahead'));
  const bad = [...tokens.map(({ token }) => token), revoked, expired];
  let created = 0;
  return {
    credentials: credentialsOf([...good, ...visitors.map(({ token }) => token)], bad, goodToken(settings)),
    goodFor({ path }) {
      const portal = path.replace(/\/eligibility$/, '');
      const tokens = visitors.filter((visitor) => visitor.path === portal).map(({ token }) => token);
      const headers = (tokens.length > 0 ? tokens : [goodToken(settings)]).map((token) => `Bearer ${token}`);
      return fc.constantFrom(...headers).map((header) => ({ header, mayPass: true }));
    },
    async createKey() {
      if (created % 4 === 0) await forgetKeys(service, userId);
      created += 1;
      await service.givenKey({ userId });
      const keys = await service.store.apiKeys.list(userId);
      return keys.findLast(({ revokedAt }) => revokedAt === null)?.id ?? 'none';
    },
  };
}

/** Ten keys at most are active, and those that rotations made are among them. */
async function forgetKeys({ databaseUrl }: TestService, userId: string): Promise<void> {
  const raw = openRaw(databaseUrl);
  await raw('api_keys').where({ user_id: userId }).delete();
  await raw.destroy();
}

function credentialsOf(good: readonly string[], bad: readonly string[], one: string): Arbitrary<Credential> {
  const bearer = (token: string) => `Bearer ${token}`;
  const passing = (header: string): Credential => ({ header, mayPass: true });
  const refused = (header: string | undefined): Credential => ({ header, mayPass: false });
  const goodHeader = fc.constantFrom(...good).map(bearer);
  return fc.oneof(
    { weight: 6, arbitrary: goodHeader.map(passing) },
    { weight: 3, arbitrary: strangeClaims.map((claims) => passing(bearer(tokenWith(claims)))) },
    { weight: 1, arbitrary: fc.constantFrom(...bad).map((token) => refused(bearer(token))) },
    {
      weight: 1,
      arbitrary: fc.tuple(goodHeader, fc.nat(), fc.string({ maxLength: 3 })).map(([header, at, text]) => {
        const place = at % header.length;
        return passing(header.slice(0, place) + text + header.slice(place + 1));
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('Basic', 'Digest', 'Token', '', 'Bearer,', 'Bearer Bearer'), strangeText)
        .map(([scheme, text]) => refused(`${scheme} ${text}`)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(undefined, '', 'Bearer', 'Bearer ', one.slice(0, 40)).map(refused),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('bearer', 'BEARER', 'Bearer  ').map((it) => passing(`${it} ${one}`)),
    },
  );
}

const strangeValue = fc.oneof(strangeText, fc.jsonValue({ maxDepth: 2 }));
/** Signed by the right secret: the identity provider, too, may send what nobody thought of. */
const strangeClaims = fc.record(
  {
    sub: fc.oneof({ weight: 3, arbitrary: strangeText }, fc.jsonValue({ maxDepth: 1 })),
    orgId: strangeValue,
    role: strangeValue,
    email: strangeValue,
    jti: strangeValue,
    nbf: fc.oneof(fc.integer(), fc.double(), strangeValue),
    exp: fc.oneof(fc.integer({ min: 60, max: 900 }), fc.double()),
  },
  { requiredKeys: ['sub'] },
);

function tokenWith({ exp = 900, ...claims }: { sub: unknown; exp?: number }): string {
  const iat = Math.floor(Date.now() / 1_000);
  return sign({ alg: 'HS256', typ: 'JWT' }, JSON.stringify({ iat, exp: iat + exp, ...claims }), jwtSecret);
}
