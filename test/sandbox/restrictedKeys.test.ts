import { describe, expect, it } from 'vitest';
import { routes } from '../../src/sandbox/standIn/routes.ts';
import { clientOf, request, useStandIn } from './useStandIn.ts';

const here = useStandIn();
const key = 'rk_test_0123456789abcdef';
const stripe = () => clientOf(here.standIn.url, key);
const control = (method: string, body?: string) =>
  fetch(`${here.standIn.url}/_stand_in/restricted_keys`, { method, ...(body !== undefined && { body }) });
const give = (...permissions: string[]) => control('POST', JSON.stringify({ key, permissions }));

describe('a restricted key', () => {
  it('may do everything until it is given permissions, and again when they are forgotten', async () => {
    await stripe().customers.create();
    await give();
    await expect(stripe().customers.list()).rejects.toMatchObject({ statusCode: 403 });
    expect((await control('DELETE')).status).toBe(200);
    await stripe().customers.list();
  });

  it('is refused as Stripe does it, which names what is missing', async () => {
    await give('customer_read');
    const error = await stripe()
      .billingPortal.sessions.create({ customer: 'cus_1' })
      .catch((reason) => reason);
    expect(error).toMatchObject({
      type: 'StripePermissionError',
      rawType: 'invalid_request_error',
      code: 'more_permissions_required',
      statusCode: 403,
    });
    expect(error.message).toMatch(
      /^Permission denied\. The provided key 'rk_test_\*+cdef' does not have the required permissions for this endpoint on account 'acct_\w+'\. Enabling Customer portal Write \('customer_portal_write'\) permissions on this key would allow this request to continue\./,
    );
    expect(here.standIn.requests.at(-1)).toMatchObject({ status: 403 });
  });

  it('may read what it may write, and not the other way round', async () => {
    await give('customer_write', 'event_read');
    await stripe().customers.create();
    await stripe().customers.list();
    await stripe().events.list();
    await give('customer_read');
    await stripe().customers.search({ query: "metadata['app']:'ours'" });
    await expect(stripe().customers.create()).rejects.toMatchObject({ statusCode: 403 });
    await expect(stripe().events.list()).rejects.toMatchObject({ statusCode: 403 });
  });

  it('is asked for its permission before anything is looked at, and at every route', async () => {
    await give();
    const path = (pattern: string) => pattern.replace(':id', 'none');
    const answers = routes.map(async ({ method, path: pattern }) => {
      const headers = { Authorization: `Bearer ${key}` };
      const { status } = await request(here.standIn.url, path(pattern), { method, headers });
      return { method, pattern, status };
    });
    expect((await Promise.all(answers)).filter(({ status }) => status !== 403)).toEqual([]);
  });

  it('leaves the other keys alone', async () => {
    await give();
    await here.stripe.customers.list();
    await clientOf(here.standIn.url, 'rk_test_another').customers.list();
  });

  it.each([
    ['nothing', 'kind', 'must be a JSON object'],
    ['{"permissions": []}', 'key', 'key is missing'],
    ['{"key": "sk_test_1", "permissions": []}', 'key', 'must be a restricted one'],
    ['{"key": "rk_test_1"}', 'permissions', 'must be a list of texts'],
    ['{"key": "rk_test_1", "permissions": [1]}', 'permissions', 'must be a list of texts'],
    ['{"key": "rk_test_1", "permissions": ["all"]}', 'permissions', 'There is no permission all; there are'],
    ['{"key": "rk_test_1", "permissions": [], "rights": []}', 'rights', 'no field rights'],
  ])('%s is refused by name', async (body, param, message) => {
    const answer = await control('POST', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { param, message: expect.stringContaining(message) },
    });
  });
});
