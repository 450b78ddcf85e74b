import { beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../harness/client.ts';
import { codeOf } from '../harness/spec.ts';
import { credentialsIn, freePorts, namesIn, newFolder, startProgram } from './program.ts';

const routes = [
  '/api/v1/subscriptions/portal',
  '/api/v1/subscriptions/portal/api',
  '/subscriptions/portal',
  '/api/billing-portal',
];

/** What each route answers, in their order: 200, or the status and code of an error. */
const table: Record<string, readonly [string, string, string, string]> = {
  USER_TOKEN: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  API_KEY: ['401 UNAUTHORIZED', '200', '401 UNAUTHORIZED', '200'],
  MEMBER_TOKEN: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '200', '404 NOT_FOUND'],

  TOKEN_LAPSED: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_BOUGHT_ONCE: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_NEVER_BOUGHT: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_NO_CUSTOMER: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '404 NOT_FOUND'],
  TOKEN_NEWCOMER: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '404 NOT_FOUND'],
  TOKEN_TRIALING: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_PAST_DUE: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_UNPAID: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_PAUSED: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_INCOMPLETE: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_INCOMPLETE_EXPIRED: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_CANCELED: ['200', '401 UNAUTHORIZED', '400 NO_ORGANIZATION', '200'],
  TOKEN_CUSTOMER_DELETED: [
    '400 NO_STRIPE_CUSTOMER',
    '401 UNAUTHORIZED',
    '400 NO_ORGANIZATION',
    '404 NOT_FOUND',
  ],
  TOKEN_CUSTOMER_UNKNOWN: [
    '400 NO_STRIPE_CUSTOMER',
    '401 UNAUTHORIZED',
    '400 NO_ORGANIZATION',
    '404 NOT_FOUND',
  ],

  TOKEN_ROLE_USER: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '403 FORBIDDEN', '404 NOT_FOUND'],
  TOKEN_ROLE_WORKSPACES: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '403 FORBIDDEN', '404 NOT_FOUND'],
  TOKEN_ROLE_ADMINISTRATORS: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '200', '404 NOT_FOUND'],
  TOKEN_ROLE_OWNER: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '200', '404 NOT_FOUND'],
  TOKEN_SEVERAL_ORGANIZATIONS: [
    '400 NO_STRIPE_CUSTOMER',
    '401 UNAUTHORIZED',
    '400 VALIDATION_FAILED',
    '404 NOT_FOUND',
  ],
  TOKEN_ORGANIZATION_NAMED: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '200', '404 NOT_FOUND'],
  TOKEN_ORGANIZATION_UNKNOWN: [
    '400 NO_STRIPE_CUSTOMER',
    '401 UNAUTHORIZED',
    '404 ORG_NOT_FOUND',
    '404 NOT_FOUND',
  ],
  TOKEN_ORGANIZATION_FOREIGN: [
    '400 NO_STRIPE_CUSTOMER',
    '401 UNAUTHORIZED',
    '404 ORG_NOT_FOUND',
    '404 NOT_FOUND',
  ],
  TOKEN_ORGANIZATION_NO_CUSTOMER: [
    '400 NO_STRIPE_CUSTOMER',
    '401 UNAUTHORIZED',
    '400 NO_STRIPE_CUSTOMER',
    '404 NOT_FOUND',
  ],
  TOKEN_NO_ORGANIZATION: [
    '400 NO_STRIPE_CUSTOMER',
    '401 UNAUTHORIZED',
    '400 NO_ORGANIZATION',
    '404 NOT_FOUND',
  ],
  TOKEN_UNKNOWN_USER: ['400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '404 USER_NOT_FOUND', '404 NOT_FOUND'],
  TOKEN_EXPIRED: ['401 UNAUTHORIZED', '401 UNAUTHORIZED', '401 UNAUTHORIZED', '401 UNAUTHORIZED'],

  KEY_NO_CUSTOMER: ['401 UNAUTHORIZED', '400 NO_STRIPE_CUSTOMER', '401 UNAUTHORIZED', '404 NOT_FOUND'],
  KEY_NO_SCOPE: ['401 UNAUTHORIZED', '403 FORBIDDEN', '401 UNAUTHORIZED', '403 FORBIDDEN'],
  KEY_EXPIRED: ['401 UNAUTHORIZED', '401 UNAUTHORIZED', '401 UNAUTHORIZED', '401 UNAUTHORIZED'],
  KEY_REVOKED: ['401 UNAUTHORIZED', '401 UNAUTHORIZED', '401 UNAUTHORIZED', '401 UNAUTHORIZED'],
  KEY_OWN_ORIGINS: ['401 UNAUTHORIZED', '400 VALIDATION_FAILED', '401 UNAUTHORIZED', '400 VALIDATION_FAILED'],
};

describe('a credential for each situation', () => {
  const folder = newFolder();
  let client: ReturnType<typeof createClient>;
  let credentials: Record<string, string> = {};
  beforeAll(async () => {
    const ports = await freePorts();
    // Here all calls come from one address, and many are refused on purpose.
    await startProgram(folder, { ...ports, AUTH_FAILURE_LIMIT: '1000' });
    client = createClient(`http://127.0.0.1:${ports.PORT}`);
    credentials = credentialsIn(folder);
  });

  it.each(Object.entries(table))('%s', async (name, expected) => {
    const token = credentials[name];
    expect(token).toBeTruthy();
    const answers = await Promise.all(routes.map((route) => client.post(route, { token })));
    const seen = answers.map(({ status, text }) => [status, codeOf(text)].filter(Boolean).join(' '));
    expect(seen).toEqual(expected);
  });

  it('is in the table for every credential that is written', () => {
    const others = ['DATABASE_URL', 'STRIPE_SECRET_KEY', 'STRIPE_API_BASE'];
    expect(namesIn(folder)).toEqual([...Object.keys(table), ...others]);
  });

  it('KEY_OWN_ORIGINS leads back to its own origin', async () => {
    const token = credentials.KEY_OWN_ORIGINS ?? '';
    const open = (returnUrl: string) => client.post('/api/billing-portal', { token, json: { returnUrl } });
    expect((await open('http://localhost:5173/billing')).status).toBe(200);
    expect((await open('https://yourapp.com/dashboard')).status).toBe(400);
  });

  it.each([
    ['TOKEN_LAPSED', '/api/billing-portal', ['Charles Babbage', 'Starter', 'Canceled', 'Mastercard']],
    [
      'TOKEN_BOUGHT_ONCE',
      '/api/billing-portal',
      ['Blaise Pascal', 'There is no subscription', '$25.00', 'Paid'],
    ],
    ['TOKEN_NEVER_BOUGHT', '/api/billing-portal', ['Grace Hopper', 'There is no invoice']],
    ['TOKEN_PAST_DUE', '/api/billing-portal', ['Claude Shannon', 'Business', 'Payment overdue', 'Open']],
    ['TOKEN_ORGANIZATION_NAMED', '/subscriptions/portal', ['Difference Works', 'Agency', '$399.00']],
  ])('%s leads to a page that shows it', async (name, route, texts) => {
    const { body } = await client.post(route, { token: credentials[name] ?? '' });
    const page = await (await fetch(body.url)).text();
    for (const text of texts) expect(page).toContain(text);
  });
});
