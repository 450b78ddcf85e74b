import { describe, expect, it } from 'vitest';
import { allDoors, givenVisitor, subscriptionsByToken } from '../contracts/shared/doors.ts';
import { useService } from './useService.ts';
import { bearer, dial, request } from './wire.ts';

const service = useService();
const json = { 'Content-Type': 'application/json' };
/** A body that would be a request of its own if the service lost its place on the connection. */
const smuggled = request('GET', '/readyz');
const next = request('GET', '/livez');

type Case = {
  readonly name: string;
  readonly status: number;
  readonly sent: (path: string, token: string) => string;
};

const chunked = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const chunks = { 'Transfer-Encoding': 'chunked' };

const cases: readonly Case[] = [
  { name: 'an unknown path', status: 404, sent: (path) => request('POST', `${path}x`, json, smuggled) },
  { name: 'another method', status: 405, sent: (path) => request('PUT', path, json, smuggled) },
  { name: 'a GET with a body', status: 405, sent: (path) => request('GET', path, json, smuggled) },
  { name: 'no credential', status: 401, sent: (path) => request('POST', path, json, smuggled) },
  {
    name: 'no credential and chunks',
    status: 401,
    sent: (path) => request('POST', path, { ...json, ...chunks }, chunked(smuggled)),
  },
  {
    name: 'no credential and a megabyte',
    status: 401,
    sent: (path) => request('POST', path, json, smuggled.repeat(25_000)),
  },
  {
    name: 'a large body',
    status: 413,
    sent: (path, token) => request('POST', path, { ...json, ...bearer(token) }, smuggled.repeat(600)),
  },
  {
    name: 'a megabyte',
    status: 413,
    sent: (path, token) => request('POST', path, { ...json, ...bearer(token) }, smuggled.repeat(25_000)),
  },
  {
    name: 'large chunks',
    status: 413,
    sent: (path, token) =>
      request('POST', path, { ...json, ...chunks, ...bearer(token) }, chunked(smuggled.repeat(600))),
  },
  {
    name: 'a body that is no JSON',
    status: 400,
    sent: (path, token) => request('POST', path, { ...json, ...bearer(token) }, smuggled),
  },
  {
    name: 'no gzip that says it is',
    status: 400,
    sent: (path, token) =>
      request('POST', path, { ...json, 'Content-Encoding': 'gzip', ...bearer(token) }, smuggled),
  },
];

describe.each(allDoors)('$path by $credential', (door) => {
  it.each(cases)('after $name the next request on the connection gets its own answer', async (one) => {
    const { token } = await givenVisitor(service(), door);
    const wire = dial(service().url);
    const first = one.sent(door.path, token);
    // At once, without waiting: the second stands behind the first one's unread body.
    wire.send(first + next);
    expect(await wire.answerTo(first)).toMatchObject({ status: one.status });
    expect(await wire.answerTo(next)).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await wire.ask(request('POST', door.path, bearer(token)))).toMatchObject({ status: 200 });
    wire.send(request('GET', '/livez', { Connection: 'close' }));
    expect(await wire.answerTo(next)).toMatchObject({ status: 200 });
    expect(await wire.closed).toBe('');
  });
});

describe('another media type', () => {
  const types = { 'Content-Type': 'text/plain' };

  it.each([
    { name: 'with a length', sent: () => ({ headers: types, body: smuggled }) },
    { name: 'in chunks', sent: () => ({ headers: { ...types, ...chunks }, body: chunked(smuggled) }) },
    { name: 'of a megabyte', sent: () => ({ headers: types, body: smuggled.repeat(25_000) }) },
  ])('$name is 415, and the next request gets its own answer', async ({ sent }) => {
    const { token } = await givenVisitor(service(), subscriptionsByToken);
    const { headers, body } = sent();
    const wire = dial(service().url);
    const first = request('POST', subscriptionsByToken.path, { ...headers, ...bearer(token) }, body);
    wire.send(first + next);
    expect(await wire.answerTo(first)).toMatchObject({ status: 415 });
    expect(await wire.answerTo(next)).toMatchObject({ status: 200, body: { status: 'ok' } });
    wire.hangUp();
  });
});

it('answers to requests that were sent without waiting come in their order', async () => {
  const visitors = await Promise.all(
    allDoors.map(async (door) => ({ door, ...(await givenVisitor(service(), door)) })),
  );
  const wire = dial(service().url);
  // The first is the slowest.
  service().standIn.faults.next({ kind: 'delay', ms: 100 });
  wire.send(visitors.map(({ door, token }) => request('POST', door.path, bearer(token))).join(''));
  for (const { door, customer } of visitors) {
    const reply = await wire.answerTo(request('POST', door.path));
    expect(reply?.status).toBe(200);
    expect(await (await fetch(reply?.body.url)).text()).toContain(customer);
  }
  wire.hangUp();
});

it('what is no HTTP behind a good request is 400 after its answer, and loses nothing', async () => {
  const { token } = await givenVisitor(service(), subscriptionsByToken);
  const wire = dial(service().url);
  const first = request('POST', subscriptionsByToken.path, bearer(token));
  wire.send(`${first}no HTTP\r\n\r\n`);
  expect(await wire.answerTo(first)).toMatchObject({ status: 200 });
  expect(await wire.answerTo('GET /')).toMatchObject({ status: 400 });
  expect(await wire.closed).toBe('');
});

it('what is no HTTP on a connection that was used is 400, too', async () => {
  const wire = dial(service().url);
  expect(await wire.ask(next)).toMatchObject({ status: 200 });
  wire.send('no HTTP\r\n\r\n');
  expect(await wire.answerTo('GET /')).toMatchObject({ status: 400 });
  expect(await wire.closed).toBe('');
});
