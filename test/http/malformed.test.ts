import { describe, expect, it } from 'vitest';
import { expectPortalOf } from '../contracts/shared/answers.ts';
import { allDoors, givenVisitor, organization } from '../contracts/shared/doors.ts';
import { codeOf } from '../harness/spec.ts';
import { useService } from './useService.ts';
import { bearer, dial, request } from './wire.ts';

const service = useService();
const portal = organization.path;
const json = { 'Content-Type': 'application/json' };
const chunked = { 'Transfer-Encoding': 'chunked' };

describe('what is no HTTP is 400 in the envelope of its path, and the connection closes', () => {
  it.each([
    { name: 'a word', sent: 'hello\r\n\r\n' },
    { name: 'a TLS greeting', sent: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n' },
    { name: "HTTP/2's preface", sent: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
    { name: 'an unknown method', sent: request('BREW', portal) },
    { name: 'a method in lower case', sent: request('post', portal) },
    { name: 'an unknown version', sent: `POST ${portal} HTTP/3.7\r\nHost: x\r\n\r\n` },
    { name: 'a target without a slash', sent: request('POST', `\\${portal.slice(1)}`) },
    { name: 'a space in the target', sent: request('POST', `${portal} x`) },
    { name: 'a byte that is no ASCII in the target', sent: request('POST', `${portal}\xa0`) },
    { name: 'line feeds alone', sent: `POST ${portal} HTTP/1.1\nHost: x\n\n` },
    { name: 'a header without a colon', sent: `POST ${portal} HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n` },
    { name: 'a space before a colon', sent: `POST ${portal} HTTP/1.1\r\nHost : x\r\n\r\n` },
    { name: 'a folded header', sent: `POST ${portal} HTTP/1.1\r\nHost: x\r\nX-A: a\r\n b\r\n\r\n` },
    { name: 'a NUL in a header', sent: request('POST', portal, { 'X-A': 'a\0b' }) },
    { name: 'a bare CR in a header', sent: request('POST', portal, { 'X-A': 'a\rX-B: b' }) },
    { name: 'a head of more than 16 kB', sent: request('POST', portal, { 'X-A': 'a'.repeat(17_000) }) },
    {
      name: 'a length and chunks',
      sent: request('POST', portal, { 'Content-Length': '5', ...chunked }, '0\r\n\r\n'),
    },
    {
      name: 'chunks that are not the last coding',
      sent: request('POST', portal, { 'Transfer-Encoding': 'chunked, gzip' }, '0\r\n\r\n'),
    },
    {
      name: 'two lengths',
      sent: `POST ${portal} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 2\r\n\r\n{}`,
    },
    { name: 'a list of lengths', sent: request('POST', portal, { 'Content-Length': '0, 2' }, '{}') },
    { name: 'a negative length', sent: request('POST', portal, { 'Content-Length': '-1' }) },
    { name: 'a length with a sign', sent: request('POST', portal, { 'Content-Length': '+2' }, '{}') },
    {
      name: 'a length beyond all numbers',
      sent: request('POST', portal, { 'Content-Length': '9'.repeat(30) }),
    },
    { name: 'no Host', sent: request('POST', portal, { Host: undefined, Connection: 'close' }) },
    { name: 'two Hosts', sent: request('POST', portal, { host: 'y', Connection: 'close' }) },
  ])('$name', async ({ sent }) => {
    const wire = dial(service().url);
    wire.send(Buffer.from(sent, 'latin1'));
    // A first line that cannot be read has no path: it is read as one for `/`.
    const [, path = '/'] = /^[A-Za-z]+ (\S+) HTTP\/1/.exec(sent) ?? /^[A-Z]+ (\/\S*)/.exec(sent) ?? [];
    const reply = await wire.answerTo(`POST ${path}`);
    expect({ status: reply?.status, code: codeOf(reply?.text ?? '') }).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
    });
    expect(reply?.headers.get('connection')).toBe('close');
    expect(await wire.closed).toBe('');
  });
});

describe.each([
  { name: 'a coding that is no chunks', coding: 'xchunked', body: '0\r\n\r\n' },
  { name: 'a chunk whose size is no number', coding: 'chunked', body: 'zz\r\n' },
  { name: 'a chunk that is longer than it says', coding: 'chunked', body: '1\r\n{}\r\n0\r\n\r\n' },
  { name: 'a second chunk that is none', coding: 'chunked', body: '1\r\n{\r\nzz\r\n' },
])('a body with $name', ({ coding, body }) => {
  const headers = { ...json, 'Transfer-Encoding': coding };

  it.each(allDoors)(
    'is 400 at $path by $credential, opens nothing, and closes the connection',
    async (door) => {
      const { token } = await givenVisitor(service(), door);
      const before = service().portalSessions();
      const wire = dial(service().url);
      const id = `kept-${door.operation}`;
      const sent = { ...bearer(token), ...headers, 'X-Request-Id': id };
      const reply = await wire.ask(request('POST', door.path, sent, body));
      expect({ status: reply?.status, code: codeOf(reply?.text ?? '') }).toEqual({
        status: 400,
        code: 'VALIDATION_FAILED',
      });
      expect(reply?.headers.get('x-request-id')).toBe(id);
      expect(await wire.closed).toBe('');
      expect(service().portalSessions()).toBe(before);
    },
  );

  it('is refused without a credential, too, by whichever of the two is seen first', async () => {
    const wire = dial(service().url);
    const reply = await wire.ask(request('POST', portal, headers, body));
    expect([400, 401]).toContain(reply?.status);
    expect(await wire.closed).toBe('');
  });
});

describe('what is unusual HTTP is served', () => {
  it.each(allDoors)('$path by $credential in HTTP/1.0, without a Host', async (door) => {
    const { token, customer } = await givenVisitor(service(), door);
    const wire = dial(service().url);
    wire.send(`POST ${door.path} HTTP/1.0\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    const reply = await wire.answerTo(`POST ${door.path}`);
    expect(reply).toBeDefined();
    if (reply) await expectPortalOf(reply, customer);
    expect(await wire.closed).toBe('');
  });

  it.each(allDoors)('$path by $credential in HTTP/1.0, and without a credential 401', async ({ path }) => {
    const wire = dial(service().url);
    wire.send(`POST ${path} HTTP/1.0\r\n\r\n`);
    expect(await wire.answerTo(`POST ${path}`)).toMatchObject({ status: 401 });
  });

  it.each([
    { name: 'an expectation that nobody knows', headers: { Expect: 'a-miracle' } },
    { name: 'an upgrade to another protocol', headers: { Connection: 'Upgrade', Upgrade: 'websocket' } },
    {
      name: 'an upgrade to HTTP/2',
      headers: { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AA' },
    },
    {
      name: 'two hundred headers',
      headers: Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`X-${n}`, 'x'])),
    },
    { name: 'cookies', headers: { Cookie: 'a=b; c="d' } },
    { name: 'a header that would set a prototype', headers: { __proto__x: 'x', constructor: 'x' } },
  ])('with $name', async ({ headers }) => {
    const { token, customer } = await givenVisitor(service(), organization);
    const wire = dial(service().url);
    const reply = await wire.ask(request('POST', portal, { ...bearer(token), ...headers }));
    expect(reply).toBeDefined();
    if (reply) await expectPortalOf(reply, customer);
    wire.hangUp();
  });

  it('Expect: 100-continue is told to go on, and then answered', async () => {
    const door = allDoors[0];
    const { token, customer } = await givenVisitor(service(), door);
    const wire = dial(service().url);
    const headers = { ...bearer(token), ...json, Expect: '100-continue', 'Content-Length': '2' };
    const asked = wire.ask(request('POST', door.path, headers));
    wire.send('{}');
    const reply = await asked;
    expect(reply).toBeDefined();
    if (reply) await expectPortalOf(reply, customer);
    wire.hangUp();
  });
});

describe('two Authorization headers are 401, whichever of them is good', () => {
  it.each(allDoors)('$path by $credential', async (door) => {
    const { token } = await givenVisitor(service(), door);
    const good = `Authorization: Bearer ${token}\r\n`;
    for (const pair of [
      good + good,
      `${good}authorization: Bearer x\r\n`,
      `Authorization: Bearer x\r\n${good}`,
    ]) {
      const wire = dial(service().url);
      const sent = request('POST', door.path).replace('\r\n\r\n', `\r\n${pair}\r\n`);
      expect(await wire.ask(sent)).toMatchObject({ status: 401 });
      wire.hangUp();
    }
    const joined = { Authorization: `Bearer ${token}, Bearer ${token}` };
    expect((await service().post(door.path, { headers: joined })).status).toBe(401);
  });
});
