import type { Fault } from '../../src/sandbox/standIn/faults.ts';
import type { Door } from '../contracts/shared/doors.ts';
import { unavailable } from './operations.ts';

/** A row of the failure table: what Stripe does, and what the caller is told. */
export type FailureRow = {
  readonly name: string;
  readonly fault: Fault;
  /** How often Stripe is called for one request. */
  readonly tries: 1 | 2;
  readonly retryAfter?: string;
  readonly expected: (door: Door) => { status: number; code: string; message: string };
};

/** Stands for all that Stripe says and nobody is told. */
const secret = 'sk_test_canary cus_canary a text of Stripe';
const withStatus = (status: Extract<Fault, { kind: 'status' }>['status'], more = {}): Fault => ({
  kind: 'status',
  status,
  error: { message: secret, code: 'a_code', param: 'a_param' },
  ...more,
});
const again = { tries: 2, retryAfter: '5', expected: () => unavailable } as const;
const once = { ...again, tries: 1 } as const;
const ours = {
  tries: 1,
  expected: (door: Door) => ({ status: 500, code: 'INTERNAL_ERROR', message: door.internalError }),
} as const;
const untrusted = {
  tries: 1,
  expected: () => ({
    status: 502,
    code: 'STRIPE_BAD_RESPONSE',
    message: "Stripe's answer could not be used, so no portal was opened. Please try again.",
  }),
} as const;
const notConfigured = {
  tries: 1,
  expected: () => ({
    status: 500,
    code: 'PORTAL_NOT_CONFIGURED',
    message: 'The billing portal is not set up yet. Please tell whoever runs this service.',
  }),
} as const;
/** Stripe's own words: https://dashboard.stripe.com/test/settings/billing/portal is where they are mended. */
const noConfiguration =
  'No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.';
const url = (text: string): Fault => ({ kind: 'foreignUrl', url: text });
const stripeSays = (error: object): Fault => ({ kind: 'status', status: 400, error });

export const failureRows: readonly FailureRow[] = [
  { name: 'a reset', fault: { kind: 'reset' }, ...again },
  { name: '500', fault: withStatus(500), ...again },
  { name: '502', fault: withStatus(502), ...again },
  { name: '503', fault: withStatus(503), ...again },
  { name: '504', fault: withStatus(504), ...again },
  { name: '500 that is final', fault: withStatus(500, { shouldRetry: false }), ...once },
  { name: '429', fault: withStatus(429), ...again },
  { name: '429 for half a minute', fault: withStatus(429, { retryAfter: 30 }), ...once, retryAfter: '30' },
  { name: '401', fault: withStatus(401), ...ours },
  { name: '403', fault: withStatus(403), ...ours },
  { name: '400', fault: withStatus(400), ...ours },
  { name: '402', fault: withStatus(402), ...ours },
  { name: '404', fault: withStatus(404), ...ours },
  { name: '409', fault: withStatus(409), ...ours },
  {
    name: 'a customer of the other mode',
    fault: stripeSays({
      code: 'resource_missing',
      param: 'customer',
      message: `No such customer: '${secret}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    }),
    ...ours,
  },
  {
    name: 'another object that is missing',
    fault: stripeSays({ code: 'resource_missing', param: 'configuration', message: secret }),
    ...ours,
  },
  {
    name: 'no portal configuration',
    fault: stripeSays({
      message: `${noConfiguration} ${secret}`,
    }),
    ...notConfigured,
  },
  { name: '{}', fault: { kind: 'empty' }, ...untrusted },
  { name: 'HTML', fault: { kind: 'html' }, ...untrusted },
  { name: 'a URL of another host', fault: url('https://evil.example/p/session/canary'), ...untrusted },
  { name: 'a URL over http', fault: url('http://billing.stripe.com/p/session/canary'), ...untrusted },
  {
    name: 'a URL with user info',
    fault: url('https://billing.stripe.com@evil.example/canary'),
    ...untrusted,
  },
  { name: 'a URL of another port', fault: url('https://billing.stripe.com:444/canary'), ...untrusted },
  { name: 'a script for a URL', fault: url('javascript:alert("canary")'), ...untrusted },
  { name: 'no URL', fault: url(''), ...untrusted },
];
