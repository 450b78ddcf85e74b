import {
  changing,
  goodToken,
  parts,
  raw,
  type TokenSettings,
  type Tokens,
  userClaimOf,
} from '../goodToken.ts';
import { base64url, sign } from '../signing.ts';

export function times(settings: TokenSettings): Tokens {
  const { claims, iat } = parts(settings);
  const { maxLifetimeSeconds = 86_400 } = settings;
  const changed = changing(settings);
  return {
    'exp missing': changed({ exp: undefined }),
    'exp null': changed({ exp: null }),
    'exp a string': changed({ exp: String(claims.exp) }),
    'exp a date': changed({ exp: new Date(claims.exp * 1000) }),
    'exp in milliseconds': changed({ exp: claims.exp * 1000 }),
    'exp without end': raw(settings, { exp: '1e999' }),
    'expired longer ago than the leeway': changed({ iat: iat - 900, exp: iat - 31 }),
    'expired years ago': changed({ iat: 1_500_000_000, exp: 1_500_000_900 }),
    'iat missing': changed({ iat: undefined }),
    'iat null': changed({ iat: null }),
    'iat a string': changed({ iat: String(iat) }),
    'iat further ahead than the leeway': changed({ iat: iat + 90 }),
    'iat without beginning': raw(settings, { iat: '-1e999' }),
    'nbf further ahead than the leeway': changed({ nbf: iat + 90 }),
    'nbf a string': changed({ nbf: String(iat) }),
    'exp before iat': changed({ exp: iat - 1 }),
    'exp at iat': changed({ exp: iat }),
    'made to live a second too long': changed({ exp: iat + maxLifetimeSeconds + 1 }),
    'a refresh token of 30 days': changed({ exp: iat + 30 * 86_400 }),
    'an old refresh token near its end': changed({ iat: iat - 30 * 86_400 }),
  };
}

export function identities(settings: TokenSettings): Tokens {
  const { claims } = parts(settings);
  const { organizationClaim = 'orgId', roleClaim = 'role' } = settings;
  const changed = changing(settings);
  const userClaim = userClaimOf(settings);
  const user = (value: unknown) => changed({ [userClaim]: value });
  const id = String(claims[userClaim]);
  return {
    'user missing': user(undefined),
    'user under another claim': changed({ [userClaim]: undefined, [`other_${userClaim}`]: id }),
    'user null': user(null),
    'user empty': user(''),
    'user a number': user(1),
    'user a boolean': user(true),
    'user a list': user([id]),
    'user an object': user({ id }),
    'user over 255 characters': user('u'.repeat(256)),
    'user with a NUL': user(`${id}\0`),
    'user with a newline': user(`${id}\n`),
    'user with a C1 control': user(`${id}\u0085`),
    'user with half a character': raw(settings, { [userClaim]: '"u\\ud800"' }),
    'organization empty': changed({ [organizationClaim]: '' }),
    'organization a number': changed({ [organizationClaim]: 7 }),
    'organization a list': changed({ [organizationClaim]: ['o1'] }),
    'organization with a NUL': changed({ [organizationClaim]: 'o1\0' }),
    'role a number': changed({ [roleClaim]: 1 }),
    'role a list': changed({ [roleClaim]: ['owner'] }),
    'role an object': changed({ [roleClaim]: { owner: true } }),
  };
}

/** Only where the service checks issuer and audience, which shows in the good claims. */
export function issuers(settings: TokenSettings): Tokens {
  const { iss, aud } = settings.claims;
  const changed = changing(settings);
  return {
    ...(typeof iss === 'string' && {
      'issuer missing': changed({ iss: undefined }),
      'issuer foreign': changed({ iss: 'https://issuer.evil.example' }),
      'issuer with a slash more': changed({ iss: `${iss}/` }),
      'issuer in a list': changed({ iss: [iss] }),
    }),
    ...(typeof aud === 'string' && {
      'audience missing': changed({ aud: undefined }),
      'audience foreign': changed({ aud: 'another-service' }),
      'audience a list of foreign ones': changed({ aud: ['one', 'two'] }),
      'audience an empty list': changed({ aud: [] }),
      'audience only begins so': changed({ aud: `${aud}-admin` }),
      'audience an object': changed({ aud: { [aud]: true } }),
    }),
  };
}

export function payloads(settings: TokenSettings): Tokens {
  const { header, claims } = parts(settings);
  const signed = (payload: string | Buffer | object) => sign(header, payload, settings.secret);
  const json = JSON.stringify(claims);
  return {
    'claims in a list': signed([claims]),
    'claims null': signed('null'),
    'claims a string of JSON': signed(JSON.stringify(json)),
    'claims no JSON': signed('sub=u1'),
    'claims cut': signed(json.slice(0, -1)),
    'claims not UTF-8': signed(
      Buffer.concat([Buffer.from(`${json.slice(0, -1)},"x":"`), Buffer.from([0xff]), Buffer.from('"}')]),
    ),
    'claims twice encoded': signed(base64url(claims)),
    'a token inside a token': sign({ ...header, cty: 'JWT' }, goodToken(settings), settings.secret),
    'over 8 kB': signed({ ...claims, filler: 'x'.repeat(8_192) }),
  };
}
