import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, type Parts } from '../../src/build.ts';
import { loadConfig } from '../../src/config.ts';
import { createServer, type HttpServer } from '../../src/http/server.ts';
import { organization, subscriptionsByToken } from '../contracts/shared/doors.ts';
import { codeOf } from '../harness/spec.ts';
import { accessToken, jwtSecret } from '../harness/tokens.ts';
import { createDatabase, type TestDatabase } from '../store/databases.ts';
import { bearer, dial, request } from './wire.ts';

/** The service itself, which waits less long for a request that does not come to its end. */
describe('a request that does not come to its end', () => {
  let database: TestDatabase;
  let parts: Parts;
  let server: HttpServer;
  let url: string;
  beforeAll(async () => {
    database = await createDatabase('sqlite');
    const config = loadConfig(
      {
        PUBLIC_URL: 'https://billing.example.com',
        DATABASE_URL: database.url,
        STRIPE_SECRET_KEY: 'sk_test_1234567890',
        STRIPE_API_BASE: 'http://127.0.0.1:1',
        JWT_SECRET: jwtSecret,
        RETURN_URL_ORIGINS: 'https://yourapp.com',
        DEFAULT_RETURN_URL: 'https://yourapp.com/',
        LOG_LEVEL: 'silent',
      },
      { program: 'service' },
    );
    parts = build(config);
    server = createServer(parts.app, {
      headersTimeout: 200,
      requestTimeout: 200,
      connectionsCheckingInterval: 20,
      keepAliveTimeout: 65_000,
    });
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  afterAll(async () => {
    await server.drain();
    await parts.close();
    await database.drop();
  });

  const unfinished = (headers: Record<string, string>, body: string, { path } = subscriptionsByToken) =>
    request('POST', path, { 'Content-Type': 'application/json', ...headers }, body);

  it.each([
    { name: 'half a request line', sent: 'POST /subscr' },
    { name: 'half a head', sent: `POST ${organization.path} HTTP/1.1\r\nHost:` },
    { name: 'a head without its end', sent: request('GET', '/livez').slice(0, -2) },
  ])('$name is 400, and the connection closes', async ({ sent }) => {
    const wire = dial(url);
    wire.send(sent);
    // Node keeps no bytes of a head that it gives up, so that its path is not known.
    const reply = await wire.answerTo('POST /');
    expect(reply).toMatchObject({ status: 400 });
    expect(codeOf(reply?.text ?? '')).toBe('VALIDATION_FAILED');
    expect(reply?.headers.get('connection')).toBe('close');
    expect(await wire.closed).toBe('');
  });

  it.each([
    { name: 'half a body', headers: { 'Content-Length': '20' }, body: '{"returnUrl"' },
    { name: 'no byte of a body', headers: { 'Content-Length': '20' }, body: '' },
    { name: 'chunks without an end', headers: { 'Transfer-Encoding': 'chunked' }, body: '1\r\n{\r\n' },
  ])('$name is 400 under its own name, and the connection closes', async ({ headers, body }) => {
    const wire = dial(url);
    const token = await accessToken({ sub: 'u1' });
    const sent = unfinished({ ...bearer(token), 'X-Request-Id': 'slow', ...headers }, body);
    const reply = await wire.ask(sent);
    expect(reply).toMatchObject({ status: 400 });
    expect(codeOf(reply?.text ?? '')).toBe('VALIDATION_FAILED');
    expect(reply?.headers.get('x-request-id')).toBe('slow');
    expect(await wire.closed).toBe('');
  });

  it('what was refused already gets no second answer', async () => {
    const wire = dial(url);
    expect(await wire.ask(unfinished({ 'Content-Length': '20' }, '{'))).toMatchObject({ status: 401 });
    expect(await wire.closed).toBe('');
  });

  it('a connection on which nothing was asked closes without a word', async () => {
    expect(await dial(url).closed).toBe('');
  });

  it('a connection between two requests stays', async () => {
    const wire = dial(url);
    expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
    // Another one is found to be late meanwhile.
    await dial(url).closed;
    expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
    wire.hangUp();
  });
});
