import { describe, expect, it } from 'vitest';
import { type ClientOptions, createBillingPortalClient } from '../../packages/client/src/index.ts';
import { givenServer } from './clients.ts';
import { failure, portal } from './failingServer.ts';

describe('the credential', () => {
  it('a function is called for each try, so that a new token is sent when there is one', async () => {
    const tokens = ['old', 'new'];
    const { client, server } = await givenServer([failure(503, 'SERVICE_UNAVAILABLE'), portal], {
      token: async () => tokens.shift() ?? 'none',
    });
    await client.createBillingPortal();
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('what the function throws reaches the caller as it is, and nothing is sent', async () => {
    const expired = new Error('Sign in again');
    const { client, server } = await givenServer([portal], { token: () => Promise.reject(expired) });
    await expect(client.createBillingPortal()).rejects.toBe(expired);
    expect(server.received).toHaveLength(0);
  });

  it.each(['', ' ', 'two words', 'split\nin two', 'schlüssel', '\u2028'])(
    'one that cannot be sent (%j) is refused without naming it',
    async (token) => {
      const { client, server } = await givenServer([portal], { token });
      await expect(client.createBillingPortal()).rejects.toThrow(
        /^The token must be a string without spaces, and not empty$/,
      );
      expect(server.received).toHaveLength(0);
    },
  );

  it('there is exactly one', () => {
    const baseUrl = 'https://billing.yourapp.com';
    // As a caller without types may write it.
    const wrong: readonly object[] = [{ baseUrl }, { baseUrl, token: 'a', apiKey: 'b' }];
    for (const options of wrong) {
      expect(() => createBillingPortalClient(options as ClientOptions)).toThrow(
        'Give either a token or an apiKey',
      );
    }
  });
});
