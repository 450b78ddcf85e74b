import { createHmac } from 'node:crypto';

export type Json = Record<string, unknown>;

export const base64url = (value: string | Buffer | object) =>
  (typeof value === 'string' || Buffer.isBuffer(value)
    ? Buffer.from(value)
    : Buffer.from(JSON.stringify(value))
  ).toString('base64url');

export const hmac = (input: string, secret: string, hash = 'sha256') =>
  createHmac(hash, secret).update(input).digest();

/** Signs whatever it is given, also what no library would: a header or payload that is text is taken as it is. */
export function sign(
  header: string | object,
  payload: string | Buffer | object,
  secret: string,
  hash?: string,
) {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${base64url(hmac(input, secret, hash))}`;
}
