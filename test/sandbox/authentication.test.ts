import { describe, expect, it } from 'vitest';
import { clientOf, useStandIn } from './useStandIn.ts';

const here = useStandIn();
const path = '/v1/customers';

describe('the key', () => {
  it.each([
    ['none', {}, 'none'],
    ['an empty one', { Authorization: 'Bearer ' }, 'bearer'],
    ['another scheme', { Authorization: 'Digest sk_test_1234567890' }, 'none'],
    ['a live one', { Authorization: 'Bearer sk_live_1234567890' }, 'bearer'],
    ['a publishable one', { Authorization: 'Bearer pk_test_1234567890' }, 'bearer'],
    ['one that is said to be invalid', { Authorization: 'Bearer sk_test_invalid1' }, 'bearer'],
  ])('%s is 401', async (_, headers, kind) => {
    const answer = await fetch(`${here.standIn.url}${path}`, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Stripe"');
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect(here.standIn.requests.at(-1)).toMatchObject({ status: 401, headers: { authorization: kind } });
  });

  it.each([
    ['a secret key', 'Bearer sk_test_1234567890', 'bearer'],
    ['a restricted key', 'Bearer rk_test_1234567890', 'bearer'],
    ['a user name', `Basic ${Buffer.from('sk_test_1234567890:').toString('base64')}`, 'basic'],
  ])('%s is good', async (_, authorization, kind) => {
    const answer = await fetch(`${here.standIn.url}${path}`, { headers: { Authorization: authorization } });
    expect(answer.status).toBe(200);
    expect(here.standIn.requests.at(-1)).toMatchObject({ status: 200, headers: { authorization: kind } });
  });

  it('is an authentication error to the client, and is neither told back nor kept', async () => {
    const key = 'sk_test_invalid_0123456789_secret';
    const error = await clientOf(here.standIn.url, key)
      .customers.list()
      .catch((reason) => reason);
    expect(error).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
    expect(error.message).toContain('Invalid API Key provided: sk_test_');
    expect(error.message).not.toContain('invalid_0123');
    expect(JSON.stringify(here.standIn.requests)).not.toContain('0123456789');
  });
});
