import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWK, SignJWT } from 'jose';

export type IssuerKey = {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly jwk: JWK;
};

export async function createIssuerKey(
  kid: string,
  alg: 'RS256' | 'ES256' | 'EdDSA' = 'ES256',
): Promise<IssuerKey> {
  const { publicKey, privateKey } =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : alg === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519');
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** An identity provider that publishes its keys on a local port, and can fail in every way. */
export async function startIssuer(...keys: IssuerKey[]) {
  const issuer = {
    url: '',
    fetches: 0,
    publish(...published: readonly { readonly jwk: JWK }[]) {
      issuer.answer = (res) => res.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    },
    answer: (_res: ServerResponse): unknown => undefined,
    /** Frees the port: connections are refused from here on. */
    stop: () => close(server),
    /** Listens on the same port again. */
    start: async () => {
      server = await listen(port);
    },
  };
  const listen = (port: number) =>
    new Promise<Server>((resolve) => {
      const starting = createServer((_req, res) => {
        issuer.fetches += 1;
        issuer.answer(res);
      }).listen(port, '127.0.0.1', () => resolve(starting));
    });
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  issuer.url = `http://127.0.0.1:${port}/jwks.json`;
  issuer.publish(...keys);
  return issuer;
}

function close(server: Server) {
  server.closeAllConnections();
  return new Promise<void>((resolve) => server.close(() => resolve()));
}

/** A token by the issuer, valid for 15 minutes from `now` on. */
export function issue(key: IssuerKey, now: Date, header: object = { kid: key.kid }): Promise<string> {
  return new SignJWT({ sub: 'u1', iss: 'https://id.example', aud: 'billing' })
    .setProtectedHeader({ alg: key.alg, ...header })
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + 900_000))
    .sign(key.privateKey);
}
