import { createCipheriv, randomBytes } from 'node:crypto';
import { goodToken, parts, splitToken, type TokenSettings, type Tokens } from '../goodToken.ts';
import { base64url, hmac, type Json, sign } from '../signing.ts';

export function headers(settings: TokenSettings): Tokens {
  const { header, claims } = parts(settings);
  const { secret } = settings;
  const withHeader = (more: Json, key = secret) => sign({ ...header, ...more }, claims, key);
  const attacker = 'the-attackers-own-secret-of-32-bytes-or-more';
  const unencoded = `${base64url({ ...header, b64: false, crit: ['b64'] })}.${base64url(claims)}`;
  return {
    'crit unknown': withHeader({ crit: ['https://example.com/ext'], 'https://example.com/ext': true }),
    'crit naming a claim': withHeader({ crit: ['exp'], exp: claims.exp }),
    'crit naming what is not there': withHeader({ crit: ['b64'] }),
    'crit empty': withHeader({ crit: [] }),
    'crit a string': withHeader({ crit: 'b64', b64: true }),
    'crit null': withHeader({ crit: null }),
    'payload marked as unencoded': `${unencoded}.${base64url(hmac(unencoded, secret))}`,
    'jwk with the key it is signed by': withHeader(
      { jwk: { kty: 'oct', k: base64url(attacker), alg: 'HS256' } },
      attacker,
    ),
    'jku where its key is': withHeader({ jku: 'https://evil.example/jwks.json', kid: 'k' }, attacker),
    'x5u where its key is': withHeader({ x5u: 'https://evil.example/cert.pem' }, attacker),
    'x5c with its key': withHeader({ x5c: [Buffer.from(attacker).toString('base64')] }, attacker),
    'kid a path to an empty file': withHeader({ kid: '../../../../../../dev/null' }, ''),
    'kid a path to a known file': withHeader({ kid: '/proc/sys/kernel/randomize_va_space' }, '2\n'),
    'kid with SQL that gives the secret': withHeader({ kid: `x' UNION SELECT '${attacker}` }, attacker),
    'kid with a command': withHeader({ kid: `k; echo ${attacker}` }, attacker),
    'kid a number': withHeader({ kid: 1 }),
    'kid an object': withHeader({ kid: { toString: 'k' } }),
    'typ of a logout token': withHeader({ typ: 'logout+jwt' }),
    'typ of a proof of possession': withHeader({ typ: 'dpop+jwt' }),
    'typ a number': withHeader({ typ: 1 }),
    'header a list': sign([header], claims, secret),
    'header null': sign('null', claims, secret),
    'header no JSON': sign('alg=HS256', claims, secret),
  };
}

export function spellings(settings: TokenSettings): Tokens {
  const { header, claims } = parts(settings);
  const good = goodToken(settings);
  const [head, payload, signature] = splitToken(good);
  const dirty = tokenInBase64(settings);
  return {
    empty: '',
    'a word': 'token',
    'null as text': 'null',
    dots: '..',
    'cut in the middle': good.slice(0, good.length / 2),
    'without its last character': good.slice(0, -1),
    'without its first character': good.slice(1),
    'padded at the end': `${good}=`,
    'padded header': `${head}=.${payload}.${signature}`,
    'padded claims': `${head}.${payload}=.${signature}`,
    'padding bits set in the signature': `${good.slice(0, -1)}${nextCharacter(good.slice(-1))}`,
    'in base64 instead of base64url': dirty,
    doubled: good + good,
    'doubled with a dot': `${good}.${good}`,
    'doubled with a comma': `${good},${good}`,
    'doubled with a space': `${good} ${good}`,
    'scheme doubled': `Bearer ${good}`,
    'in quotes': `"${good}"`,
    'a dot more': `${good}.`,
    'a dot before': `.${good}`,
    'a space inside': `${head}. ${payload}.${signature}`,
    'a tab inside': `${head}.\t${payload}.${signature}`,
    'dots percent-encoded': good.replaceAll('.', '%2E'),
    'in upper case': good.toUpperCase(),
    'encoded once more': base64url(good),
    'as JSON': JSON.stringify({ protected: head, payload, signature }),
    'parts in the wrong order': `${payload}.${head}.${signature}`,
    'a parameter behind': `${good};a=b`,
    encrypted: encrypted({ ...header, cty: 'JWT' }, good),
    'encrypted claims': encrypted(header, JSON.stringify(claims)),
  };
}

/** The signature in the alphabet of base64, for a token whose signature is written otherwise there. */
function tokenInBase64(settings: TokenSettings): string {
  const { header, claims } = parts(settings);
  for (let jti = 0; ; jti++) {
    const [head, payload, signature] = splitToken(
      sign(header, { ...claims, jti: String(jti) }, settings.secret),
    );
    if (/[-_]/.test(signature)) {
      return `${head}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}`;
    }
  }
}

/** The same bits in the same place, and one that base64url throws away. */
function nextCharacter(character: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet.charAt(alphabet.indexOf(character) + 1);
}

/** A JWE in compact serialization (`dir`, `A256GCM`). */
function encrypted(header: Json, content: string): string {
  const iv = randomBytes(12);
  const head = base64url({ ...header, alg: 'dir', enc: 'A256GCM' });
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), iv).setAAD(Buffer.from(head));
  const text = Buffer.concat([cipher.update(content), cipher.final()]);
  return `${head}..${base64url(iv)}.${base64url(text)}.${base64url(cipher.getAuthTag())}`;
}
