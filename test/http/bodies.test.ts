import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectPortalOf, lastReturnUrl } from '../contracts/shared/answers.ts';
import {
  allDoors,
  givenVisitor,
  organization,
  subscriptionsByToken,
  userDoors,
} from '../contracts/shared/doors.ts';
import { appUrl } from '../harness/service.ts';
import { codeOf } from '../harness/spec.ts';
import { useService } from './useService.ts';
import { bearer, dial, request } from './wire.ts';

const service = useService();
const json = { 'Content-Type': 'application/json' };
const chunks = { 'Transfer-Encoding': 'chunked' };
const returnUrl = `${appUrl}/settings/billing`;
const body = JSON.stringify({ returnUrl });
const chunked = (...parts: readonly string[]) =>
  `${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('')}0\r\n\r\n`;

/** Every way in which published clients and others say "no body". */
const noBodies = [
  { name: 'nothing at all', headers: {}, text: '' },
  { name: 'a length of 0', headers: { 'Content-Length': '0' }, text: '' },
  { name: 'a Content-Type', headers: json, text: '' },
  { name: 'a Content-Type and a length of 0', headers: { ...json, 'Content-Length': '0' }, text: '' },
  {
    name: 'another Content-Type and a length of 0',
    headers: { 'Content-Type': 'text/plain', 'Content-Length': '0' },
    text: '',
  },
  {
    name: 'a Content-Encoding and a length of 0',
    headers: { ...json, 'Content-Encoding': 'gzip', 'Content-Length': '0' },
    text: '',
  },
  { name: 'zero bytes in chunks', headers: chunks, text: chunked() },
  { name: 'a Content-Type and zero bytes in chunks', headers: { ...json, ...chunks }, text: chunked() },
  { name: 'null', headers: json, text: 'null' },
  { name: 'null in chunks', headers: { ...json, ...chunks }, text: chunked('nu', 'll') },
  { name: 'null among spaces', headers: json, text: ' null\r\n' },
] as const;

describe.each(allDoors)('$path by $credential', (door) => {
  it.each(noBodies)('$name is no body', async ({ headers, text }) => {
    const { token, customer } = await givenVisitor(service(), door);
    const wire = dial(service().url);
    const reply = await wire.ask(request('POST', door.path, { ...bearer(token), ...headers }, text));
    expect(reply).toBeDefined();
    if (reply) await expectPortalOf(reply, customer);
    expect(lastReturnUrl(service())).toBe(`${appUrl}/dashboard`);
    wire.hangUp();
  });

  it.each([
    { name: 'with a length', frame: (text: string) => ({ headers: {}, text }) },
    {
      name: 'in chunks',
      frame: (text: string) => ({ headers: chunks, text: chunked(text.slice(0, 9_000), text.slice(9_000)) }),
    },
  ])('exactly 16 kB $name pass, and a byte more is 413', async ({ frame }) => {
    const { token } = await givenVisitor(service(), door);
    for (const [size, status] of [
      [16_384, 200],
      [16_385, 413],
    ] as const) {
      const { headers, text } = frame('null'.padEnd(size));
      const wire = dial(service().url);
      const sent = { ...bearer(token), ...json, ...headers };
      expect(await wire.ask(request('POST', door.path, sent, text))).toMatchObject({ status });
      wire.hangUp();
    }
  });

  it('a length beyond the limit is 413 before any of it was sent', async () => {
    const { token } = await givenVisitor(service(), door);
    const wire = dial(service().url);
    const headers = { ...bearer(token), ...json, 'Content-Length': '1000000000' };
    expect(await wire.ask(request('POST', door.path, headers))).toMatchObject({ status: 413 });
    wire.hangUp();
  });
});

describe.each(userDoors)('$path by $credential', (door) => {
  it.each([
    { name: 'one byte a chunk', headers: { ...json, ...chunks }, text: chunked(...body) },
    { name: 'the type in capitals', headers: { 'Content-Type': 'APPLICATION/JSON' }, text: body },
    { name: 'a charset', headers: { 'Content-Type': 'application/json;charset=utf-8' }, text: body },
    {
      name: 'a quoted charset',
      headers: { 'Content-Type': 'application/json; Charset="UTF-8"' },
      text: body,
    },
    {
      name: 'other parameters',
      headers: { 'Content-Type': 'application/json; profile="x"; v=1' },
      text: body,
    },
    { name: 'a byte order mark', headers: json, text: `\uFEFF${body}` },
    { name: 'spaces around', headers: json, text: `\r\n ${body}\t\n` },
    { name: 'escapes', headers: json, text: `{"returnUrl":"${appUrl}\\u002fsettings\\/billing"}` },
    {
      name: 'the field twice, of which the last counts',
      headers: json,
      text: `{"returnUrl":7,${body.slice(1)}`,
    },
  ])('a body with $name is understood', async ({ headers, text }) => {
    const { token, customer } = await givenVisitor(service(), door);
    const wire = dial(service().url);
    const reply = await wire.ask(request('POST', door.path, { ...bearer(token), ...headers }, text));
    expect(reply).toBeDefined();
    if (reply) await expectPortalOf(reply, customer);
    expect(lastReturnUrl(service())).toBe(returnUrl);
    wire.hangUp();
  });
});

describe('fields are named as they came', () => {
  it.each([
    { text: '{"a/b":1}', path: ['a/b'], message: 'a/b is not a known field. Leave it out.' },
    { text: '{"a~1b.c":1}', path: ['a~1b.c'], message: 'a~1b.c is not a known field. Leave it out.' },
    { text: '{"":1}', path: [''], message: '"" is not a known field. Leave it out.' },
    { text: '{"{field}":1}', path: ['{field}'], message: '{field} is not a known field. Leave it out.' },
  ])('$text', async ({ text, path, message }) => {
    const { token } = await givenVisitor(service(), subscriptionsByToken);
    // Unchecked: the harness takes braces in a message for one that was not filled in.
    const response = await fetch(service().url + subscriptionsByToken.path, {
      method: 'POST',
      headers: { ...bearer(token), ...json },
      body: text,
    });
    const { error } = JSON.parse(await response.text());
    expect({ status: response.status, ...error }).toMatchObject({
      status: 400,
      message: `The request is not valid. ${message}`,
      details: [{ code: 'unrecognized_keys', path, message }],
    });
  });

  it('a query parameter, too', async () => {
    const { token } = await givenVisitor(service(), subscriptionsByToken);
    const { body: answer } = await service().post(`${subscriptionsByToken.path}?a/b=1`, { token });
    expect(answer.error.details[0].path).toEqual(['a/b']);
  });
});

describe('where no body is allowed, anything but none is 400', () => {
  const gzip = { 'Content-Encoding': 'gzip' };
  it.each([
    { name: 'an empty object', headers: json, bytes: '{}' },
    { name: 'an object', headers: json, bytes: body },
    { name: 'an array', headers: json, bytes: '[]' },
    { name: 'an empty text', headers: json, bytes: '""' },
    { name: 'zero', headers: json, bytes: '0' },
    { name: 'false', headers: json, bytes: 'false' },
    { name: 'no JSON', headers: json, bytes: '{' },
    { name: 'spaces', headers: json, bytes: '  ' },
    { name: 'null twice', headers: json, bytes: 'null null' },
    { name: 'an object without a Content-Type', headers: {}, bytes: '{}' },
    { name: 'a form', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, bytes: 'a=b' },
    { name: 'a file', headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, bytes: '--x--\r\n' },
    { name: 'a byte that is no UTF-8', headers: json, bytes: Uint8Array.of(0xff) },
    { name: 'an object in gzip', headers: { ...json, ...gzip }, bytes: Uint8Array.from(gzipSync('{}')) },
    { name: 'no gzip that says it is', headers: { ...json, ...gzip }, bytes: '{}' },
    { name: 'an unknown coding', headers: { ...json, 'Content-Encoding': 'x' }, bytes: '{}' },
  ])('$name', async ({ headers, bytes }) => {
    const { token } = await givenVisitor(service(), organization);
    const before = service().portalSessions();
    // Bytes, because fetch gives a text a Content-Type of its own.
    const sent = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    const reply = await service().post(organization.path, { token, headers, bytes: sent });
    expect({ status: reply.status, code: codeOf(reply.text) }).toEqual({
      status: 400,
      code: 'VALIDATION_FAILED',
    });
    expect(reply.body.message).toContain('This operation takes no request body. Send none.');
    expect(service().portalSessions()).toBe(before);
  });
});
