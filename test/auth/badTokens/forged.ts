import { createSign, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { goodToken, parts, splitToken, type TokenSettings, type Tokens, userClaimOf } from '../goodToken.ts';
import { base64url, hmac, sign } from '../signing.ts';

export function algorithms(settings: TokenSettings): Tokens {
  const { header, claims } = parts(settings);
  const { secret } = settings;
  const withAlgorithm = (alg: unknown) => sign({ ...header, alg }, claims, secret);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  const input = (alg: string) => `${base64url({ ...header, alg })}.${base64url(claims)}`;
  return {
    'alg none, no signature': `${input('none')}.`,
    'alg none, two parts': input('none'),
    'alg none, signed all the same': withAlgorithm('none'),
    'alg None': withAlgorithm('None'),
    'alg NONE': withAlgorithm('NONE'),
    'alg nOnE': withAlgorithm('nOnE'),
    'alg missing': sign({ typ: 'JWT' }, claims, secret),
    'alg empty': withAlgorithm(''),
    'alg null': withAlgorithm(null),
    'alg a number': withAlgorithm(256),
    'alg a list': withAlgorithm(['HS256']),
    'alg in lower case': withAlgorithm('hs256'),
    'alg with a space': withAlgorithm('HS256 '),
    'alg HS384 with the right secret': sign({ ...header, alg: 'HS384' }, claims, secret, 'sha384'),
    'alg HS512 with the right secret': sign({ ...header, alg: 'HS512' }, claims, secret, 'sha512'),
    'alg RS256 with a key of its own': `${input('RS256')}.${createSign('sha256').update(input('RS256')).sign(rsa.privateKey, 'base64url')}`,
    'alg ES256 with a key of its own': `${input('ES256')}.${signWith('sha256', Buffer.from(input('ES256')), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`,
    'alg EdDSA with a key of its own': `${input('EdDSA')}.${signWith(null, Buffer.from(input('EdDSA')), ed.privateKey).toString('base64url')}`,
    'alg says RS256, signed by HMAC': withAlgorithm('RS256'),
    'signed with a public key as the secret': sign(
      header,
      claims,
      rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ),
  };
}

export function secrets(settings: TokenSettings): Tokens {
  const { header, claims } = parts(settings);
  const { secret } = settings;
  return {
    'a foreign secret': sign(header, claims, 'a-foreign-secret-of-more-than-32-bytes'),
    'an empty secret': sign(header, claims, ''),
    'a guessable secret': sign(header, claims, 'secret'),
    'the secret with a newline': sign(header, claims, `${secret}\n`),
    'the secret without its last character': sign(header, claims, secret.slice(0, -1)),
    'the secret in upper case': sign(header, claims, secret.toUpperCase()),
    'two secrets joined by a comma': sign(header, claims, `${secret},${secret}`),
  };
}

export function signatures(settings: TokenSettings): Tokens {
  const { header, claims } = parts(settings);
  const { secret } = settings;
  const [head, payload, signature] = splitToken(goodToken(settings));
  const other = splitToken(sign(header, { ...claims, jti: 'other' }, secret))[2];
  const bytes = Buffer.from(signature, 'base64url');
  const flipped = Buffer.from(bytes);
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  return {
    'signature missing': `${head}.${payload}.`,
    'signature cut by a byte': `${head}.${payload}.${base64url(bytes.subarray(0, -1))}`,
    'signature with a byte more': `${head}.${payload}.${base64url(Buffer.concat([bytes, Buffer.alloc(1)]))}`,
    'signature with a bit flipped': `${head}.${payload}.${base64url(flipped)}`,
    'signature of zeros': `${head}.${payload}.${base64url(Buffer.alloc(32))}`,
    'signature of another token': `${head}.${payload}.${other}`,
    'signature in hex': `${head}.${payload}.${bytes.toString('hex')}`,
    'signature by another hash': sign(header, claims, secret, 'sha512'),
    'another user under the same signature': `${head}.${base64url({ ...claims, [userClaimOf(settings)]: 'someone-else' })}.${signature}`,
    'a later exp under the same signature': `${head}.${base64url({ ...claims, exp: claims.exp + 60 })}.${signature}`,
    'signed over the claims alone': `${head}.${payload}.${base64url(hmac(payload, secret))}`,
  };
}
