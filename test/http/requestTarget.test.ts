import { describe, expect, it } from 'vitest';
import { catalogue } from '../../generated/catalogue.ts';
import { expectError, expectPortalOf } from '../contracts/shared/answers.ts';
import { allDoors, givenVisitor } from '../contracts/shared/doors.ts';
import { useService } from './useService.ts';
import { bearer, dial, request } from './wire.ts';

const notFound = { status: 404, code: 'NOT_FOUND', message: catalogue.NOT_FOUND.message };
const envelopeOf = (path: string) => (path.startsWith('/subscriptions/') ? 'flat' : 'nested');

const service = useService();

describe.each(allDoors)('$path by $credential', (door) => {
  describe.each([
    'http://evil',
    'https://evil',
    'HTTP://EVIL:8080',
    'http://user:password@evil',
    'http://127.0.0.1:1',
    'http://[::1]',
  ])('a target in absolute form, %s…', (origin) => {
    it('opens the portal with a credential', async () => {
      const { token, customer } = await givenVisitor(service(), door);
      const wire = dial(service().url);
      const reply = await wire.ask(request('POST', origin + door.path, bearer(token)));
      expect(reply).toBeDefined();
      if (reply) await expectPortalOf(reply, customer);
      wire.hangUp();
    });

    it('is 401 without one', async () => {
      const wire = dial(service().url);
      expect(await wire.ask(request('POST', origin + door.path))).toMatchObject({ status: 401 });
      wire.hangUp();
    });

    it('is 405 with another method', async () => {
      const wire = dial(service().url);
      expect(await wire.ask(request('PUT', origin + door.path))).toMatchObject({ status: 405 });
      wire.hangUp();
    });
  });

  const [first = '', ...rest] = door.path.slice(1).split('/');
  it.each([
    { name: 'a fragment', target: `${door.path}#x` },
    { name: 'an empty fragment', target: `${door.path}#` },
    { name: 'a fragment in absolute form', target: `http://evil${door.path}#x` },
    { name: 'two slashes before it', target: `/${door.path}` },
    { name: 'two slashes inside', target: `/${first}//${rest.join('/')}` },
    { name: 'a slash behind it', target: `${door.path}/` },
    { name: 'upper case', target: door.path.toUpperCase() },
    { name: 'one capital', target: `${door.path.slice(0, -1)}${door.path.slice(-1).toUpperCase()}` },
    { name: 'an escaped letter', target: `/%${first.charCodeAt(0).toString(16)}${door.path.slice(2)}` },
    { name: 'an escaped slash', target: `/${first}%2F${rest.join('/')}` },
    { name: 'an escaped NUL behind it', target: `${door.path}%00` },
    { name: 'a broken escape behind it', target: `${door.path}%zz` },
    { name: 'a path parameter', target: `${door.path};a=b` },
    { name: 'dot segments', target: `/x/..${door.path}` },
    { name: 'a dot segment', target: `/.${door.path}` },
    { name: 'a backslash', target: `/${first}\\${rest.join('/')}` },
    { name: 'another scheme before it', target: `ftp://evil${door.path}` },
    { name: 'a base path before it', target: `/base${door.path}` },
  ])('with $name it is another path: 404, with a credential too', async ({ target }) => {
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    const wire = dial(service().url);
    const reply = await wire.ask(request('POST', target, bearer(token)));
    const path = target.replace('http://evil', '');
    expect(reply).toBeDefined();
    if (reply) expectError(service(), { envelope: envelopeOf(path) }, reply, notFound);
    expect(service().portalSessions()).toBe(before);
    wire.hangUp();
  });
});

describe('a service whose PUBLIC_URL has a path', () => {
  const service = useService({ PUBLIC_URL: 'https://api.example.com/billing' });

  it.each(allDoors)('$path by $credential is where it is, and nowhere below that path', async (door) => {
    const { token, customer } = await givenVisitor(service(), door);
    await expectPortalOf(await service().post(door.path, { token }), customer);
    const refused = await service().post(door.path);
    expect(refused.status).toBe(401);
    expect(refused.text).toContain('"docUrl":"https://api.example.com/billing/api/errors/#unauthorized"');
    expect(await service().post(`/billing${door.path}`, { token })).toMatchObject({ status: 404 });
    expect(await service().post(`/billing${door.path}`)).toMatchObject({ status: 404 });
  });
});

describe('targets that are no path', () => {
  it.each([
    ['OPTIONS', '*'],
    ['GET', '*'],
    ['CONNECT', 'evil:443'],
    ['GET', 'http://evil'],
    ['GET', 'http://evil?a=b'],
    ['GET', '/?a=b'],
    ['GET', '/%'],
    ['GET', '/%zz'],
    ['GET', '//'],
    ['GET', '//evil/livez'],
  ])('%s %s is 404 in JSON', async (method, target) => {
    const wire = dial(service().url);
    const reply = await wire.ask(request(method, target));
    expect(reply).toBeDefined();
    if (reply) expectError(service(), { envelope: 'nested' }, reply, notFound);
    wire.hangUp();
  });
});
