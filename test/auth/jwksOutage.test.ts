import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { first, outage, second, useIssuer } from './jwksSetUp.ts';

const idp = useIssuer();
const { by, pass, warnings } = idp;

describe('when the issuer is out', () => {
  it('a first token waits for it: 503, and 200 again once it is back', async () => {
    await idp.issuer.stop();
    await expect(by(first)).rejects.toBeInstanceOf(ApiError);
    await expect(by(first)).rejects.toMatchObject(outage);
    await idp.issuer.start();
    await expect(by(first)).resolves.toBeDefined();
  });

  it('the keys at hand go on for a day, and an unknown kid is a 503', async () => {
    await by(first);
    await idp.issuer.stop();
    for (const minutes of [5, 5, 60, 600]) {
      pass(minutes);
      await expect(by(first)).resolves.toBeDefined();
    }
    expect(warnings).toHaveLength(3);
    for (let kid = 0; kid < 10; kid++) {
      await expect(by(second, { kid: String(kid) })).rejects.toMatchObject(outage);
    }
    pass(24 * 60);
    await expect(by(first)).rejects.toMatchObject(outage);
    await idp.issuer.start();
    await expect(by(first)).resolves.toBeDefined();
  });

  it('an unknown kid is a 401 again once it is back, though the issuer is not asked any more', async () => {
    await by(first);
    await idp.issuer.stop();
    for (let kid = 0; kid < 10; kid++)
      await expect(by(first, { kid: String(kid) })).rejects.toMatchObject(outage);
    await idp.issuer.start();
    pass(10);
    for (let kid = 0; kid < 10; kid++) {
      await expect(by(first, { kid: String(kid) })).rejects.toMatchObject({ reason: 'unknownKey' });
    }
  });

  it('one request in ten seconds asks again, the others do not wait', async () => {
    await by(first);
    idp.issuer.answer = (res) => res.writeHead(500).end();
    pass(11);
    for (let request = 0; request < 10; request++) await by(first);
    expect(idp.issuer.fetches).toBe(2);
    pass(1);
    await by(first);
    expect(idp.issuer.fetches).toBe(3);
  });

  it.each<[string, (res: ServerResponse) => unknown]>([
    ['500', (res) => res.writeHead(500).end('{"keys":[]}')],
    ['404', (res) => res.writeHead(404).end()],
    ['a redirect', (res) => res.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()],
    ['nothing', (res) => res.end()],
    ['HTML', (res) => res.end('<html>')],
    ['JSON that is cut', (res) => res.end('{"keys":[')],
    ['null', (res) => res.end('null')],
    ['a list', (res) => res.end('[]')],
    ['no keys', (res) => res.end('{}')],
    ['keys that are no list', (res) => res.end('{"keys":{}}')],
    ['keys that are no objects', (res) => res.end('{"keys":[1]}')],
    ['a key without its numbers', (res) => res.end('{"keys":[{"kty":"EC","crv":"P-256","kid":"first"}]}')],
    [
      'a private key',
      (res) =>
        res.end(JSON.stringify({ keys: [{ ...first.privateKey.export({ format: 'jwk' }), kid: 'first' }] })),
    ],
    ['a reset', (res) => res.destroy()],
  ])('an answer of %s is a 503, and it recovers', async (_name, answer) => {
    idp.issuer.answer = answer;
    await expect(by(first)).rejects.toMatchObject(outage);
    idp.issuer.publish(first);
    pass(1);
    await expect(by(first)).resolves.toBeDefined();
  });

  it.each<[string, (res: ServerResponse) => unknown]>([
    ['hangs', () => undefined],
    [
      'drips',
      (res) => {
        const dripping = setInterval(() => res.write(' '), 100);
        res.on('close', () => clearInterval(dripping));
      },
    ],
  ])('a request waits 2 seconds at most where it %s', async (_name, answer) => {
    idp.issuer.answer = answer;
    const started = performance.now();
    await expect(by(first)).rejects.toMatchObject(outage);
    expect(performance.now() - started).toBeLessThan(2_500);
  });
});
