import { describe, expect, it } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { allDoors, givenVisitor, subscriptionsByToken } from '../contracts/shared/doors.ts';
import { answerOf, errors } from './kinds.ts';
import { useService } from './useService.ts';

const app = 'https://app.example.com';
const other = 'http://localhost:5173';
const service = useService({ CORS_ORIGINS: `${app},${other}` });
const exposed = 'X-Request-Id,RateLimit,RateLimit-Policy,Retry-After';

const foreign = [
  'null',
  'https://evil.example',
  'http://app.example.com',
  'https://app.example.com:8443',
  'https://app.example.com.evil.example',
  'https://evil-app.example.com',
  'https://evil.app.example.com',
  'https://example.com',
  'https://APP.example.com',
  'https://app.example.com/',
  'https://app.example.com, https://evil.example',
  'https://app.example.com@evil.example',
  'https://appXexample.com',
  'http://localhost:5174',
  'http://localhost',
  '*',
];

/** For browsers: no answer may let any page in, or send cookies along. */
function expectNoWildcard(headers: Headers): void {
  expect(headers.get('access-control-allow-origin')).not.toBe('*');
  expect(headers.get('access-control-allow-credentials')).toBeNull();
  expect(headers.get('vary')?.toLowerCase()).toContain('origin');
}

const callable = operations.filter(({ kind }) => kind !== 'site');
const paths = [...new Set(callable.map(({ path }) => path))];

describe.each(paths)('%s', (path) => {
  const methods = callable
    .filter((operation) => operation.path === path)
    .map(({ method }) => method.toUpperCase());
  const target = path.replaceAll(/[{}]/g, '');
  const preflight = (Origin: string) =>
    service().request('OPTIONS', target, {
      headers: {
        Origin,
        'Access-Control-Request-Method': methods[0] ?? '',
        'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
      },
    });

  it.each([app, other])('a preflight from %s is answered without a credential', async (origin) => {
    const { status, headers, text } = await preflight(origin);
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-methods')?.split(',').sort()).toEqual([...methods].sort());
    expect(headers.get('access-control-allow-headers')).toBe(
      'Authorization,Content-Type,Idempotency-Key,X-Request-Id',
    );
    expect(headers.get('access-control-max-age')).toBe('600');
    expectNoWildcard(headers);
  });

  it.each(foreign)('a preflight from %s lets nobody in', async (origin) => {
    const { headers } = await preflight(origin);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expectNoWildcard(headers);
  });

  it('an OPTIONS request that is no preflight is 405', async () => {
    const reply = await service().request('OPTIONS', target, { headers: { Origin: app } });
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toContain(methods[0]);
  });
});

describe.each(allDoors)('$path by $credential', (door) => {
  it.each([app, other])('a page of %s may read the answer', async (Origin) => {
    const { token } = await givenVisitor(service(), door);
    const reply = await service().post(door.path, { token, headers: { Origin } });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('access-control-allow-origin')).toBe(Origin);
    expect(reply.headers.get('access-control-expose-headers')).toBe(exposed);
    expectNoWildcard(reply.headers);
  });

  it.each(foreign)('a page of %s may not', async (Origin) => {
    const { token } = await givenVisitor(service(), door);
    const { headers } = await service().post(door.path, { token, headers: { Origin } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expectNoWildcard(headers);
  });

  it('a caller without an Origin is no page, and is answered alike', async () => {
    const { token } = await givenVisitor(service(), door);
    const { status, headers } = await service().post(door.path, { token });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    // Or a cache would give this answer to a page, too.
    expectNoWildcard(headers);
  });
});

describe('an error, which a page must be able to read, too', () => {
  const ofRoutes = errors.filter(({ name }) => !/unknown path|no HTTP|no Host|broken escape/.test(name));

  it.each(ofRoutes)('$status, $name', async (kind) => {
    const { headers } = await answerOf(service(), kind, { Origin: app });
    expect(headers.get('access-control-allow-origin')).toBe(app);
    expect(headers.get('access-control-expose-headers')).toBe(exposed);
    expectNoWildcard(headers);
  });
});

describe('a service without CORS_ORIGINS', () => {
  const closed = useService();

  it.each([app, 'null', '*'])('lets no page in: %s', async (Origin) => {
    const { token } = await givenVisitor(closed(), subscriptionsByToken);
    const { headers } = await closed().post(subscriptionsByToken.path, { token, headers: { Origin } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expectNoWildcard(headers);
  });
});
