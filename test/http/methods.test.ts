import { describe, expect, it } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { allDoors, givenVisitor } from '../contracts/shared/doors.ts';
import { useService } from './useService.ts';
import { bearer, dial, request } from './wire.ts';

const service = useService();

describe.each(allDoors)('$path by $credential', (door) => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY'])(
    '%s is 405 and says what is allowed, with a credential and without',
    async (method) => {
      const { token } = await givenVisitor(service(), door);
      const before = service().portalSessions();
      for (const headers of [{}, bearer(token)]) {
        const wire = dial(service().url);
        const reply = await wire.ask(request(method, door.path, headers));
        expect(reply?.status).toBe(405);
        expect(reply?.headers.get('allow')).toBe('POST');
        // Nothing comes behind the head of an answer to HEAD: the next one stands where it should.
        expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
        wire.hangUp();
      }
      expect(service().portalSessions()).toBe(before);
    },
  );

  it.each(['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'])(
    'a GET stays a GET whatever %s says',
    async (name) => {
      const { token } = await givenVisitor(service(), door);
      const headers = { [name]: 'POST' };
      expect((await service().get(door.path, { token, headers })).status).toBe(405);
    },
  );
});

const readable = operations.filter(({ method, path }) => method === 'get' && !path.includes('{'));

describe.each(readable)('$path', ({ path }) => {
  it('answers HEAD like GET, without the body', async () => {
    const wire = dial(service().url);
    const whole = await wire.ask(request('GET', path));
    const reply = await wire.ask(request('HEAD', path));
    expect({ status: reply?.status, text: reply?.text }).toEqual({ status: whole?.status, text: '' });
    expect(reply?.headers.get('content-length')).toBe(whole?.headers.get('content-length'));
    expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
    wire.hangUp();
  });
});

describe.each(operations)('$path', ({ path }) => {
  const allowed = operations
    .filter((operation) => operation.path === path)
    .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));

  it.each(['PUT', 'PATCH', 'OPTIONS'])('%s is 405 and says what is allowed', async (method) => {
    const reply = await service().request(method, path);
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')?.split(', ').sort()).toEqual([...allowed].sort());
  });
});
