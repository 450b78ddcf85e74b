import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import { type Operation, operations } from '../../generated/operations.ts';
import type { Delivery } from '../sync/deliveries.ts';
import type { Credential, People } from './credentials.ts';
import { signedDeliveries } from './events.ts';
import { bodySchemaOf, breaking, fitting, type Schema, strangeText } from './values.ts';

type Header = readonly [name: string, value: string];
export type Body = { readonly bytes: Buffer; readonly headers: readonly Header[] };

/** A request as it is to be sent, byte for byte. */
export type GeneratedRequest = {
  readonly method: string;
  readonly target: string;
  readonly credential: Credential;
  readonly headers: readonly Header[];
  readonly body: Body;
};

/** Requests for an operation: half of them as the spec has it, the others broken in some way or in several. */
export function requestsFor(operation: Operation, people: People): Arbitrary<GeneratedRequest> {
  const path = pathOf(operation);
  const credential = fc.oneof(people.goodFor(operation), people.credentials);
  const schema = bodySchemaOf(operation.path, operation.method);
  const method = operation.method.toUpperCase();
  const goodBody: Arbitrary<Body> =
    operation.kind === 'webhook' ? signedDeliveries.map(signedBody) : jsonBodies(operation, schema);
  const brokenBody = bodies(fc.oneof(breaking(schema), schema ? fitting(schema) : fc.constant(null)));
  // A person who mistypes an address of the site reads a page, which is no answer of an operation.
  const usual =
    operation.kind === 'site' ? commonHeader.filter(([, value]) => value !== 'text/html') : commonHeader;
  const often = <T>(usual: Arbitrary<T>, other: Arbitrary<T>) =>
    fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: other });
  return fc.oneof(
    fc.record({
      method: fc.constant(method),
      target: path,
      credential,
      headers: fc.array(usual, { maxLength: 2 }),
      body: goodBody,
    }),
    fc.record({
      method: often(fc.constant(method), otherMethod),
      target: often(path, path.chain(strangeTarget)),
      credential,
      headers: fc.array(fc.oneof(usual, strangeHeader), { maxLength: 4 }),
      body: often(brokenBody, goodBody),
    }),
  );
}

/** The bytes of a request. What HTTP cannot carry at all, such as line ends in a header, is taken out. */
export function bytesOf({ method, target, credential, headers, body }: GeneratedRequest): Buffer {
  const authorization: Header[] =
    credential.header === undefined ? [] : [['Authorization', credential.header]];
  const all = [['Host', 'x'] as const, ...authorization, ...headers, ...body.headers];
  const lines = all.map(([name, value]) => `${name}: ${Buffer.from(value).toString('latin1')}`);
  const head = [`${method} ${target} HTTP/1.1`, ...lines].map((line) => line.replace(/[\r\n\0]/g, ''));
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body.bytes]);
}

/** `{id}` stays in some: it is for the id of a key that is there when the request is sent. */
function pathOf({ path }: Operation): Arbitrary<string> {
  if (!path.includes('{id}')) return fc.constant(path);
  const id = fc.oneof(
    { weight: 4, arbitrary: fc.constant('{id}') },
    fc.uuid(),
    strangeText.filter((text) => text.length < 300).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom('%00', '%ff', '%zz', '%', '..', '%2e%2e', '%2F', 'x'.repeat(65)),
  );
  return id.map((text) => path.replace('{id}', text || 'x'));
}

function strangeTarget(path: string): Arbitrary<string> {
  const query = fc.webQueryParameters().map((text) => `${path}?${text}`);
  const other = fc.constantFrom(
    `${path}/`,
    `${path}?`,
    `${path}#x`,
    `/${path}`,
    `${path}/..`,
    `/.${path}`,
    `http://other.example${path}`,
    `HTTPS://x:1${path}?a`,
    path.toUpperCase(),
    path.replace('/', '/%'),
    path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    path.replaceAll('/', '\\'),
    `${path}%00`,
    `${path};a=b`,
    `${path}?returnUrl=https://evil.example&returnUrl=`,
    `${path}?__proto__[x]=1`,
    '*',
    '/',
    ...operations.map((operation) => operation.path),
  );
  const any = fc.webPath().map((text) => path + text);
  return fc.oneof(query, other, any);
}

const otherMethod = fc.constantFrom(
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'QUERY', 'PROPFIND'],
  ...['post', 'BREW', 'M-SEARCH'],
);

const commonHeader: Arbitrary<Header> = fc.oneof(
  fc.tuple(fc.constant('Idempotency-Key'), fc.oneof(fc.uuid(), fc.constantFrom('a', 'b', '"c"'))),
  fc.tuple(fc.constant('Accept'), fc.constantFrom('*/*', 'application/json', 'text/html', 'image/png;q=0')),
  fc.tuple(fc.constant('Accept-Language'), fc.constantFrom('ja', 'ko-KR,ko;q=0.9', 'en', '*')),
  fc.tuple(fc.constant('X-Request-Id'), fc.uuid()),
);

const strangeHeader: Arbitrary<Header> = fc.tuple(
  fc.constantFrom(
    ...['Accept', 'Accept-Encoding', 'Accept-Language', 'Access-Control-Request-Method', 'Authorization'],
    ...['Cookie', 'Forwarded', 'Host', 'Idempotency-Key', 'If-None-Match', 'If-Modified-Since', 'Origin'],
    ...['Range', 'Referer', 'Stripe-Signature', 'Upgrade', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host'],
    ...['X-Forwarded-Proto', 'X-HTTP-Method-Override', 'X-Request-Id', 'Expect', 'TE', 'Connection'],
  ),
  fc.oneof(
    strangeText,
    fc.constantFrom(
      '*',
      '100-continue',
      'h2c',
      'bytes=0-1',
      '"x"',
      'null',
      'https://yourapp.com',
      '127.0.0.1',
    ),
    fc.constantFrom('close', 'keep-alive', 'Upgrade', 'DELETE', ',', ';', '"', '=?utf-8?q?x?='),
  ),
);

function jsonBodies({ requiresBody }: Operation, schema: Schema): Arbitrary<Body> {
  if (schema === undefined) return fc.constant(noBody);
  return fc.oneof(fitting(schema).map(jsonBody), fc.constant(requiresBody ? jsonBody({}) : noBody));
}

const signedBody = ({ body, header }: Delivery): Body =>
  framed(body, false, json, ['Stripe-Signature', header ?? '']);

const noBody: Body = { bytes: Buffer.alloc(0), headers: [] };
const jsonBody = (value: unknown): Body => framed(Buffer.from(JSON.stringify(value) ?? ''), false, json);
const json: Header = ['Content-Type', 'application/json'];

function framed(bytes: Buffer, chunked: boolean, ...headers: readonly Header[]): Body {
  if (!chunked) return { bytes, headers: [...headers, ['Content-Length', String(bytes.length)]] };
  const chunks = bytes.length === 0 ? [] : [`${bytes.length.toString(16)}\r\n`, bytes, '\r\n'];
  const all = Buffer.concat([...chunks, '0\r\n\r\n'].map((part) => Buffer.from(part)));
  return { bytes: all, headers: [...headers, ['Transfer-Encoding', 'chunked']] };
}

/** Bodies of all sorts: JSON that is good or not, other bytes; in all sizes, types, codings and framings. */
function bodies(values: Arbitrary<unknown>): Arbitrary<Body> {
  const text = values.map((value) => JSON.stringify(value) ?? '');
  const bytes = fc.oneof(
    { weight: 6, arbitrary: text.map((it) => Buffer.from(it)) },
    {
      weight: 1,
      arbitrary: fc.tuple(text, fc.nat()).map(([it, at]) => Buffer.from(it).subarray(0, at % 50)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((it) => Buffer.from(it)) },
    { weight: 1, arbitrary: text.map((it) => Buffer.from(it, 'utf16le')) },
    { weight: 1, arbitrary: text.map((it) => Buffer.from(`\ufeff${it}`)) },
    { weight: 1, arbitrary: size.map((length) => Buffer.from(`{"returnUrl":"${'x'.repeat(length)}"}`)) },
    { weight: 1, arbitrary: size.map((depth) => Buffer.from('['.repeat(depth))) },
    { weight: 1, arbitrary: fc.constantFrom(...awkward).map((it) => Buffer.from(it)) },
  );
  return fc
    .tuple(bytes, fc.boolean(), fc.oneof({ weight: 4, arbitrary: fc.constant(json) }, otherType), coding)
    .map(([content, chunked, type, [name, encode]]) =>
      framed(encode(content), chunked, type, ...(name === '' ? [] : [['Content-Encoding', name] as const])),
    );
}

const size = fc.constantFrom(10, 1_000, 8_000, 16_300, 16_384, 16_400, 40_000);
const awkward = [
  ...['null', '""', '0', 'true', '[]', '[null]', '{"a":1,"a":2}', '{"__proto__":{"x":1}}', '{"name":null}'],
  ...[
    '{"constructor":{"prototype":{}}}',
    '1e999',
    '-0',
    '{"returnUrl":1e400}',
    '"\\ud800"',
    '{"name":"\\u0000"}',
  ],
  ...['{', '}', 'NaN', "{'a':1}", '{"a":1,}', ' ', '\n', '//', 'undefined', '{}{}', '{"toString":"x"}'],
];

const otherType: Arbitrary<Header> = fc.tuple(
  fc.constant('Content-Type'),
  fc.oneof(
    fc.constantFrom(
      ...['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'json'],
      ...['application/json; charset=utf-8', 'application/json;charset=latin1', 'APPLICATION/JSON', '*/*'],
      ...['application/json;', 'application/json; charset="utf-8"', 'application/merge-patch+json'],
    ),
    strangeText,
  ),
);

const coding = fc.oneof(
  { weight: 8, arbitrary: fc.constant(['', (bytes: Buffer) => bytes] as const) },
  { weight: 1, arbitrary: fc.constant(['gzip', (bytes: Buffer) => gzipSync(bytes)] as const) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('gzip', 'deflate', 'br', 'identity', 'zstd', 'x', 'gzip, gzip')
      .map((name) => [name, (bytes: Buffer) => bytes] as const),
  },
);
