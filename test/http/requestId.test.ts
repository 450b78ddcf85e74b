import { describe, expect, it } from 'vitest';
import { answerOf, errors, good } from './kinds.ts';
import { useService } from './useService.ts';
import { dial, request } from './wire.ts';

const service = useService({ CORS_ORIGINS: 'https://app.example.com' });
const ours = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Node reads no header of what is no HTTP. */
const isReadable = ({ name }: { readonly name: string }) => !name.startsWith('no HTTP');

const kinds = [...good, ...errors];

it.each(kinds.filter(isReadable))("$status, $name, keeps the caller's X-Request-Id", async (kind) => {
  const { headers } = await answerOf(service(), kind, { 'X-Request-Id': 'caller-1' });
  expect(headers.get('x-request-id')).toBe('caller-1');
});

it.each(kinds)('$status, $name, replaces one that is not valid', async (kind) => {
  const { headers } = await answerOf(service(), kind, { 'X-Request-Id': 'caller 1' });
  expect(headers.get('x-request-id')).toMatch(ours);
});

it.each(kinds)('$status, $name, makes one where there is none, each time another', async (kind) => {
  const first = await answerOf(service(), kind);
  const second = await answerOf(service(), kind);
  expect(first.headers.get('x-request-id')).toMatch(ours);
  expect(second.headers.get('x-request-id')).toMatch(ours);
  expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
});

describe('an X-Request-Id', () => {
  const answered = async (lines: string) => {
    const wire = dial(service().url);
    const reply = await wire.ask(request('GET', '/livez').replace('\r\n\r\n', `\r\n${lines}\r\n\r\n`));
    wire.hangUp();
    return reply?.headers.get('x-request-id');
  };

  it.each([
    'a',
    '0',
    '-',
    'Az09._-',
    'a'.repeat(128),
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  ])('%s is kept', async (id) => {
    expect(await answered(`X-Request-Id: ${id}`)).toBe(id);
    expect(await answered(`x-REQUEST-id:  ${id} `)).toBe(id);
  });

  it.each([
    '',
    'a'.repeat(129),
    'a b',
    'a,b',
    'a;b',
    'a/b',
    'a"b',
    "a'b",
    '<script>',
    'a\tb',
    'é',
    '{"a":1}',
    '%0d%0aSet-Cookie: a=b',
    '../x',
    'a:b',
    'a@b',
  ])('%j is replaced', async (id) => {
    expect(await answered(`X-Request-Id: ${id}`)).toMatch(ours);
  });

  it('sent twice is replaced', async () => {
    expect(await answered('X-Request-Id: a\r\nX-Request-Id: b')).toMatch(ours);
    expect(await answered('X-Request-Id: a\r\nX-Request-Id: a')).toMatch(ours);
  });
});
