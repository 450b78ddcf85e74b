import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RequestOptions } from '../../harness/client.ts';
import { appUrl, type TestService } from '../../harness/service.ts';
import { type Detail, expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';

type Case = RequestOptions & { readonly name: string; readonly details: readonly Required<Detail>[] };

const json = { 'Content-Type': 'application/json' };
const onReturnUrl = (code: string, message: string) => [{ code, path: ['returnUrl'], message }];
const onBody = (code: string, message: string) => [{ code, path: [], message }];
const wrongType = onReturnUrl('invalid_type', 'returnUrl must be of type string.');
const noObject = onBody('invalid_type', 'The request body must be of type object.');
const notJson = onBody('custom', 'The request body is not valid JSON. Send a JSON object, or no body.');
const unknownField = (name: string) => ({
  code: 'unrecognized_keys',
  path: [name],
  message: `${name} is not a known field. Leave it out.`,
});
const noUrl = onReturnUrl(
  'invalid_format',
  'returnUrl does not have the format that the API description gives for it.',
);
const utf16 = Uint8Array.from(Buffer.from('{"returnUrl":"https://yourapp.com/"}', 'utf16le'));

const cases: readonly Case[] = [
  { name: 'returnUrl null', json: { returnUrl: null }, details: wrongType },
  { name: 'returnUrl a number', json: { returnUrl: 7 }, details: wrongType },
  { name: 'returnUrl a boolean', json: { returnUrl: true }, details: wrongType },
  { name: 'returnUrl an array', json: { returnUrl: [`${appUrl}/`] }, details: wrongType },
  { name: 'returnUrl an object', json: { returnUrl: { href: `${appUrl}/` } }, details: wrongType },
  {
    name: 'returnUrl empty',
    json: { returnUrl: '' },
    details: onReturnUrl('too_small', 'returnUrl is too small (at least 1).'),
  },
  {
    name: 'returnUrl of 2,049 characters',
    json: { returnUrl: `${appUrl}/`.padEnd(2_049, 'x') },
    details: onReturnUrl('too_big', 'returnUrl is too large (at most 2048).'),
  },
  { name: 'returnUrl a path', json: { returnUrl: '/settings/billing' }, details: noUrl },
  { name: 'returnUrl a word', json: { returnUrl: 'dashboard' }, details: noUrl },
  {
    name: 'returnUrl not https',
    json: { returnUrl: 'http://yourapp.com/' },
    details: onReturnUrl('custom', 'returnUrl must start with https://.'),
  },
  {
    name: 'returnUrl of a foreign origin',
    json: { returnUrl: 'https://evil.example/' },
    details: onReturnUrl(
      'custom',
      'returnUrl must lead back to the app: its origin is not on the list of return origins. Use a URL of the app, or have its origin added.',
    ),
  },
  {
    name: 'returnUrl with a user name',
    json: { returnUrl: 'https://ada@yourapp.com/' },
    details: onReturnUrl(
      'custom',
      'returnUrl must not contain a user name or a password. Remove what stands before the @ sign.',
    ),
  },
  {
    name: 'an unknown field',
    json: { returnUrl: `${appUrl}/`, customer: 'cus_1' },
    details: [unknownField('customer')],
  },
  {
    name: 'names of Stripe, all unknown here',
    json: { configuration: 'bpc_1', customer_id: 'cus_1', return_url: `${appUrl}/` },
    details: [unknownField('configuration'), unknownField('customer_id'), unknownField('return_url')],
  },
  { name: 'the field in another case', json: { returnURL: appUrl }, details: [unknownField('returnURL')] },
  { name: '__proto__', bytes: '{"__proto__": {}}', headers: json, details: [unknownField('__proto__')] },
  {
    name: 'two fields that fail',
    json: { plan: 'starter', returnUrl: 1 },
    details: [unknownField('plan'), ...wrongType],
  },
  { name: 'an array', json: [], details: noObject },
  { name: 'a text', json: `${appUrl}/`, details: noObject },
  { name: 'a number', json: 0, details: noObject },
  { name: 'false', json: false, details: noObject },
  { name: 'malformed JSON', bytes: '{"returnUrl":', headers: json, details: notJson },
  { name: 'a word', bytes: 'returnUrl', headers: json, details: notJson },
  { name: 'spaces alone', bytes: '   ', headers: json, details: notJson },
  { name: 'two objects', bytes: '{}{}', headers: json, details: notJson },
  { name: 'a form', bytes: 'returnUrl=https%3A%2F%2Fyourapp.com%2F', headers: json, details: notJson },
  {
    name: 'a byte that is no UTF-8',
    bytes: Uint8Array.of(0x22, 0xff, 0x22),
    headers: json,
    details: notJson,
  },
  { name: 'UTF-16', bytes: utf16, headers: json, details: notJson },
  {
    name: 'no gzip that says it is',
    bytes: '{}',
    headers: { ...json, 'Content-Encoding': 'gzip' },
    details: notJson,
  },
  {
    name: 'malformed JSON in gzip',
    bytes: Uint8Array.from(gzipSync('{')),
    headers: { ...json, 'Content-Encoding': 'gzip' },
    details: notJson,
  },
];

/** 400 at a user's door: each fault of a body, in the words of the catalogue and with a detail for each field. */
export function refusesBodies(service: () => TestService, door: Door): void {
  describe('a body that is not valid', () => {
    it.each(cases)('$name', async ({ name: _, details, ...options }) => {
      const { token } = await givenVisitor(service(), door);
      const before = service().portalSessions();
      const reply = await service().post(door.path, { token, ...options });
      expectError(service(), door, reply, {
        status: 400,
        code: 'VALIDATION_FAILED',
        message: `The request is not valid. ${details.map(({ message }) => message).join(' ')}`,
        details,
      });
      expect(service().portalSessions()).toBe(before);
    });
  });

  it('of very many unknown fields the first twenty are named', async () => {
    const { token } = await givenVisitor(service(), door);
    const fields = Array.from({ length: 1_000 }, (_, index) => [`f${index}`, 0]);
    const reply = await service().post(door.path, { token, json: Object.fromEntries(fields) });
    expect(reply.status).toBe(400);
    expect(reply.body.error.details).toHaveLength(20);
  });
}

/** 400 at any door: query parameters, which no operation takes. */
export function refusesQueries(service: () => TestService, door: Door): void {
  it.each([
    { query: '?returnUrl=https%3A%2F%2Fyourapp.com%2F', field: 'returnUrl' },
    { query: '?customer=cus_1', field: 'customer' },
    { query: '?a', field: 'a' },
  ])('the query parameter $query', async ({ query, field }) => {
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    const message = `This operation takes no query parameters. Remove ${field}.`;
    expectError(service(), door, await service().post(door.path + query, { token }), {
      status: 400,
      code: 'VALIDATION_FAILED',
      message: `The request is not valid. ${message}`,
      ...(door.envelope === 'nested' && { details: [{ code: 'unrecognized_keys', path: [field], message }] }),
    });
    expect(service().portalSessions()).toBe(before);
  });
}
