import { expect, it } from 'vitest';
import type { TestService } from '../../harness/service.ts';
import { expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';

type Headers = Record<string, string>;
const body = '{"returnUrl":"https://yourapp.com/"}';
const types: readonly { readonly type: string; readonly headers: Headers }[] = [
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/problem+json',
  'application/jsonx',
  'application/json; charset=iso-8859-1',
  'application/json; charset=utf-16',
  'json',
  'application/json, text/plain',
].map((type) => ({ type, headers: { 'Content-Type': type } }));

/** 415 at a user's door: a body that is not declared as JSON in UTF-8. */
export function refusesMediaTypes(service: () => TestService, door: Door): void {
  const expected = {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'The request body must be JSON. Send it with Content-Type: application/json, or send no body.',
  };

  it.each([
    ...types,
    { type: 'no Content-Type', headers: {} },
    {
      type: 'a coding that is not known',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'x-none' },
    },
  ])('a body with $type', async ({ headers }) => {
    const { token } = await givenVisitor(service(), door);
    const reply = await service().post(door.path, { token, bytes: new TextEncoder().encode(body), headers });
    expectError(service(), door, reply, expected);
    expect(service().portalSessions()).toBe(0);
  });

  it('… goes before a body that is too large (413) and malformed (400)', async () => {
    const { token } = await givenVisitor(service(), door);
    const headers = { 'Content-Type': 'text/plain' };
    const reply = await service().post(door.path, { token, bytes: '{'.repeat(20_000), headers });
    expectError(service(), door, reply, expected);
  });

  it('a chunked body of another type', async () => {
    const { token } = await givenVisitor(service(), door);
    const reply = await service().raw(
      `POST ${door.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n` +
        'Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    );
    expectError(service(), door, reply, expected);
  });
}
