import { publicKeyFile, sharedSecrets } from '../credentials.ts';
import { anyText, claimName, duration, oneOf } from '../parsers.ts';
import type { Setting } from '../setting.ts';
import { keySetUrl } from '../urls.ts';

const oneKeySource = 'one of `JWT_SECRET`, `JWT_JWKS_URL`, `JWT_PUBLIC_KEY_FILE`';
const withForeignKeys = 'with `JWT_JWKS_URL` or `JWT_PUBLIC_KEY_FILE`';

/** How access tokens are checked, and what their claims mean. */
export const accessTokens = {
  JWT_SECRET: {
    description:
      'The secret that your app signs its access tokens with (HS256), at least 32 bytes; while rotating the new and the old one, separated by a comma.',
    parse: sharedSecrets,
    readBy: 'serve',
    required: oneKeySource,
    secret: true,
  },
  JWT_JWKS_URL: {
    description:
      'The key set of your identity provider (RS256, ES256, EdDSA). https, or http on this machine.',
    parse: keySetUrl,
    readBy: 'serve',
    required: oneKeySource,
    example: 'https://login.example.com/.well-known/jwks.json',
  },
  JWT_PUBLIC_KEY_FILE: {
    description: 'A file with the public key in PEM: RSA (RS256), EC P-256 (ES256) or Ed25519 (EdDSA).',
    parse: publicKeyFile,
    readBy: 'serve',
    required: oneKeySource,
  },
  JWT_ISSUER: {
    description: 'What `iss` must be in an access token. Unset: not checked.',
    parse: anyText,
    readBy: 'serve',
    required: withForeignKeys,
    example: 'https://login.example.com/',
  },
  JWT_AUDIENCE: {
    description: 'What `aud` must contain in an access token. Unset: not checked.',
    parse: anyText,
    readBy: 'serve',
    required: withForeignKeys,
    example: 'billing-portal',
  },
  JWT_USER_CLAIM: {
    description: 'The claim that holds the id of the user.',
    parse: claimName,
    readBy: 'serve',
    default: 'sub',
  },
  JWT_MAX_LIFETIME: {
    description:
      'The longest time from `iat` to `exp`, at most 7d. It keeps refresh tokens out, so stay below their lifetime.',
    // Refresh tokens commonly live for a week or more.
    parse: duration(60, 7 * 86_400, 'from 60s to 7d'),
    readBy: 'serve',
    default: '24h',
  },
  MEMBERSHIP: {
    description:
      'Where organizations and roles come from: `store` (`directory import`) or `claims` (the access token).',
    parse: oneOf('store', 'claims'),
    readBy: 'serve',
    explains: true,
    default: 'store',
  },
  ORG_CLAIM: {
    description: 'The claim that holds the id of the organization.',
    parse: claimName,
    readBy: 'serve',
    explains: true,
    default: 'orgId',
  },
  ROLE_CLAIM: {
    description: 'The claim that holds the role in the organization, with `MEMBERSHIP=claims`.',
    parse: claimName,
    readBy: 'serve',
    default: 'role',
  },
} satisfies Record<string, Setting<unknown>>;
