import { allDoors, givenVisitor, organization, subscriptionsByToken } from '../contracts/shared/doors.ts';
import type { Reply } from '../harness/client.ts';
import { newUser, type TestService, tokenOf } from '../harness/service.ts';
import { bearer, dial, request } from './wire.ts';

type Headers = Record<string, string | undefined>;
type Sent = {
  readonly method?: string;
  readonly target: string;
  readonly headers?: Headers;
  readonly body?: string;
};

/** A kind of answer, and how to get one. */
export type Kind = {
  readonly name: string;
  readonly status: number;
  readonly sent: (service: TestService) => Promise<Sent> | Sent;
};

const json = { 'Content-Type': 'application/json' };
const { path } = subscriptionsByToken;
const visit = async (
  service: TestService,
  more: Partial<Sent> = {},
  door = subscriptionsByToken,
): Promise<Sent> => {
  const { token } = await givenVisitor(service, door);
  return { target: door.path, ...more, headers: { ...bearer(token), ...more.headers } };
};
const whileStripe =
  (fault: Parameters<TestService['standIn']['faults']['next']>[0]) => (service: TestService) => {
    service.standIn.faults.next(fault);
    return visit(service);
  };

/** Answers that are no errors. */
export const good: readonly Kind[] = [
  ...allDoors.map((door) => ({
    name: `a portal of ${door.path} by ${door.credential}`,
    status: 200,
    sent: (service: TestService) => visit(service, {}, door),
  })),
  ...['/livez', '/readyz', '/openapi.json', '/openapi.yaml', '/api/errors', '/api/errors/'].map((target) => ({
    name: target,
    status: 200,
    sent: () => ({ method: 'GET', target }),
  })),
  {
    name: 'a preflight',
    status: 204,
    sent: () => ({
      method: 'OPTIONS',
      target: path,
      headers: { Origin: 'https://app.example.com', 'Access-Control-Request-Method': 'POST' },
    }),
  },
];

/** Errors of every status and from every step, in both envelopes. */
export const errors: readonly Kind[] = [
  { name: 'an unknown path', status: 404, sent: () => ({ target: '/nowhere' }) },
  {
    name: 'an unknown path of the flat envelope',
    status: 404,
    sent: () => ({ target: '/subscriptions/nowhere' }),
  },
  { name: 'another method', status: 405, sent: () => ({ method: 'PUT', target: path }) },
  { name: 'another method, flat', status: 405, sent: () => ({ method: 'PUT', target: organization.path }) },
  { name: 'another method of /livez', status: 405, sent: () => ({ target: '/livez' }) },
  { name: 'a plain OPTIONS', status: 405, sent: () => ({ method: 'OPTIONS', target: path }) },
  { name: 'no HTTP', status: 400, sent: () => ({ target: path, headers: { 'X-A': '\x00' } }) },
  {
    name: 'no HTTP, flat',
    status: 400,
    sent: () => ({ target: organization.path, headers: { 'X-A': '\x00' } }),
  },
  { name: 'no Host', status: 400, sent: () => ({ target: path, headers: { Host: undefined } }) },
  {
    name: 'a broken escape',
    status: 400,
    sent: () => ({ method: 'DELETE', target: '/api/v1/api-keys/%zz' }),
  },
  { name: 'no credential', status: 401, sent: () => ({ target: path }) },
  { name: 'no credential, flat', status: 401, sent: () => ({ target: organization.path }) },
  { name: 'a wrong credential', status: 401, sent: () => ({ target: path, headers: bearer('x') }) },
  {
    name: 'a key without the scope',
    status: 403,
    sent: async (service) => ({
      target: '/api/billing-portal',
      headers: bearer(await service.givenKey({ userId: newUser(), scopes: [] })),
    }),
  },
  {
    name: 'a member who may not',
    status: 403,
    async sent(service) {
      const user = newUser();
      await service.givenMember(user, `o-${user}`, 'user');
      return { target: organization.path, headers: bearer(await tokenOf(user)) };
    },
  },
  {
    name: 'another media type',
    status: 415,
    sent: (service) => visit(service, { headers: { 'Content-Type': 'text/plain' }, body: 'x' }),
  },
  {
    name: 'a large body',
    status: 413,
    sent: (service) => visit(service, { headers: json, body: ' '.repeat(20_000) }),
  },
  {
    name: 'a large body, flat',
    status: 413,
    sent: (service) => visit(service, { body: ' '.repeat(20_000) }, organization),
  },
  { name: 'no JSON', status: 400, sent: (service) => visit(service, { headers: json, body: '{' }) },
  { name: 'a body, flat', status: 400, sent: (service) => visit(service, { body: '{}' }, organization) },
  {
    name: 'an unknown field',
    status: 400,
    sent: (service) => visit(service, { headers: json, body: '{"a":1}' }),
  },
  { name: 'a query', status: 400, sent: (service) => visit(service, { target: `${path}?a=b` }) },
  {
    name: 'a malformed idempotency key',
    status: 400,
    sent: (service) => visit(service, { headers: { 'Idempotency-Key': '"' } }),
  },
  {
    name: 'no billing account',
    status: 400,
    sent: async () => ({ target: path, headers: bearer(await tokenOf(newUser())) }),
  },
  {
    name: 'no billing account, 404',
    status: 404,
    sent: async () => ({ target: '/api/billing-portal', headers: bearer(await tokenOf(newUser())) }),
  },
  {
    name: 'an unknown user, flat',
    status: 404,
    sent: async () => ({ target: organization.path, headers: bearer(await tokenOf(newUser())) }),
  },
  { name: 'a refusal of Stripe', status: 500, sent: whileStripe({ kind: 'status', status: 401 }) },
  { name: 'nonsense of Stripe', status: 502, sent: whileStripe({ kind: 'empty' }) },
  {
    name: 'an outage of Stripe',
    status: 503,
    sent: whileStripe({ kind: 'status', status: 503, shouldRetry: false }),
  },
];

/** Gets an answer of this kind, by a request with these headers, too. */
export async function answerOf(service: TestService, kind: Kind, headers: Headers = {}): Promise<Reply> {
  const sent = await kind.sent(service);
  const wire = dial(service.url);
  const text = request(sent.method ?? 'POST', sent.target, { ...sent.headers, ...headers }, sent.body);
  const reply = await wire.ask(text);
  wire.hangUp();
  if (reply?.status !== kind.status) {
    throw new Error(`${kind.name}: ${reply?.status} in place of ${kind.status}. ${reply?.text}`);
  }
  return reply;
}
