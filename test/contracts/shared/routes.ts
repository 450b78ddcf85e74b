import { expect, it } from 'vitest';
import type { Reply, RequestOptions } from '../../harness/client.ts';
import { newUser, type TestService, tokenOf } from '../../harness/service.ts';
import { expectError } from './answers.ts';
import type { Door } from './doors.ts';

/** An operation that opens no portal: how to call it, and in which envelope and words it refuses. */
export type Route = Pick<Door, 'envelope' | 'unauthorized'> & {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** A body that is good, where one is needed. */
  readonly json?: unknown;
  /** A good credential of somebody new. */
  credential(service: TestService): Promise<string>;
};

const anyId = '6f1c0a52-7a5e-4d0f-9d5b-5a3f0d9b2c11';
const keys = {
  envelope: 'nested',
  unauthorized: 'Invalid or missing token.',
  credential: () => tokenOf(newUser()),
} as const;

export const listApiKeys: Route = { ...keys, method: 'GET', path: '/api/v1/api-keys' };
export const createApiKey: Route = { ...listApiKeys, method: 'POST', json: { name: 'CRM integration' } };
export const revokeApiKey: Route = { ...keys, method: 'DELETE', path: `/api/v1/api-keys/${anyId}` };
export const rotateApiKey: Route = { ...keys, method: 'POST', path: `/api/v1/api-keys/${anyId}/rotate` };

/** The question whether a door would open a portal now. */
export function eligibilityAt(door: Door): Route {
  const { envelope, unauthorized, path, givenNewcomer } = door;
  const credential = async (service: TestService) => (await givenNewcomer(service)).token;
  return { envelope, unauthorized, method: 'GET', path: `${path}/eligibility`, credential };
}

/** Calls a route as somebody new. */
export async function call(service: TestService, route: Route, options: RequestOptions = {}): Promise<Reply> {
  const token = await route.credential(service);
  const json = options.bytes === undefined && route.json !== undefined ? { json: route.json } : {};
  return service.request(route.method, route.path, { token, ...json, ...options });
}

/** 401: no credential, a bad one, one of the other kind. */
export function needsCredential(service: () => TestService, route: Route, otherKind?: string): void {
  it.each([
    ['no credential', undefined, 'Bearer'],
    ['a word', 'token', 'Bearer error="invalid_token"'],
    ['a token of another issuer', 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl', 'Bearer error="invalid_token"'],
  ])('%s', async (_name, token, challenge) => {
    const reply = await service().request(route.method, route.path, { token });
    expectError(service(), route, reply, { status: 401, code: 'UNAUTHORIZED', message: expect.anything() });
    expect(reply.headers.get('www-authenticate')).toBe(challenge);
  });

  if (otherKind === undefined) return;
  it('an API key: the answer says what to send', async () => {
    const token = await service().givenKey({ userId: newUser() });
    const reply = await service().request(route.method, route.path, { token });
    expectError(service(), route, reply, { status: 401, code: 'UNAUTHORIZED', message: otherKind });
  });
}

/** 400: query parameters, and a body where the operation takes none. */
export function takesNoMore(service: () => TestService, route: Route, { body = true } = {}): void {
  it('a query parameter', async () => {
    const message = 'This operation takes no query parameters. Remove user.';
    const token = await route.credential(service());
    const json = route.json === undefined ? {} : { json: route.json };
    const reply = await service().request(route.method, `${route.path}?user=u1`, { token, ...json });
    expectError(service(), route, reply, {
      status: 400,
      code: 'VALIDATION_FAILED',
      message: `The request is not valid. ${message}`,
      ...(route.envelope === 'nested' && {
        details: [{ code: 'unrecognized_keys', path: ['user'], message }],
      }),
    });
  });

  if (!body || route.method === 'GET') return;
  it('a body', async () => {
    const reply = await call(service(), route, { json: {} });
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_FAILED' } } });
    expect(reply.text).toContain('This operation takes no request body. Send none.');
  });
}

/** 413: more than 16 kB, on a raw socket, since `fetch` sends no body with GET. */
export function refusesLargeBody(service: () => TestService, route: Route): void {
  it('a body of more than 16 kB', async () => {
    const token = await route.credential(service());
    const bytes = ' '.repeat(16_385);
    const reply = await service().raw(
      `${route.method} ${route.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes}`,
    );
    expectError(service(), route, reply, {
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
      message: 'The request body is too large. Send at most 16 kB.',
    });
  });
}

/** 415: a body that is not JSON. */
export function takesJsonAlone(service: () => TestService, route: Route): void {
  it('a form', async () => {
    const reply = await call(service(), route, {
      bytes: 'name=CRM',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(reply).toMatchObject({ status: 415, body: { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } } });
  });
}

/** 429. To be run with RATE_LIMIT=2. */
export function isLimited(service: () => TestService, route: Route): void {
  it('the third request of a minute', async () => {
    const token = await route.credential(service());
    const json = route.json === undefined ? {} : { json: route.json };
    const send = () => service().request(route.method, route.path, { token, ...json });
    expect((await send()).headers.get('ratelimit')).toMatch(/^"default";r=1;t=\d+$/);
    await send();
    const reply = await send();
    expectError(service(), route, reply, {
      status: 429,
      code: 'RATE_LIMITED',
      message: 'Too many requests. Wait as long as the Retry-After header says, then send the request again.',
    });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });
}

/** 503. Ends the service of its suite. */
export function needsDatabase(service: () => TestService, route: Route): void {
  it('the database cannot be reached', async () => {
    const token = await route.credential(service());
    await service().store.close();
    const json = route.json === undefined ? {} : { json: route.json };
    const reply = await service().request(route.method, route.path, { token, ...json });
    expectError(service(), route, reply, {
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      message: 'The service is not available at the moment. Please try again in a few seconds.',
    });
    expect(reply.headers.get('retry-after')).toBe('5');
  });
}
