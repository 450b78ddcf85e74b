import { describe, expect, it } from 'vitest';
import { catalogue, errorCodes } from '../../generated/catalogue.ts';
import { BillingPortalError } from '../../packages/client/src/index.ts';
import { errorOf, givenServer } from './clients.ts';
import type { Step } from './failingServer.ts';

const errorFrom = async (step: Step) => {
  const { client } = await givenServer([step], { retries: { limit: 0 } });
  return errorOf(client.createBillingPortal());
};

describe('an error', () => {
  it('is read from the nested envelope', async () => {
    const details = [{ code: 'custom', path: ['returnUrl'], message: 'returnUrl must lead back to the app' }];
    const json = {
      error: { code: 'VALIDATION_FAILED', message: 'Not valid', docUrl: 'https://d.example/#v', details },
    };
    const error = await errorFrom({ status: 400, headers: { 'X-Request-Id': 'r-1' }, json });
    expect(error).toBeInstanceOf(BillingPortalError);
    expect(error).toMatchObject({
      name: 'BillingPortalError',
      code: 'VALIDATION_FAILED',
      status: 400,
      message: 'Not valid',
      docUrl: 'https://d.example/#v',
      details,
      requestId: 'r-1',
      retryAfter: undefined,
      isRetryable: false,
    });
  });

  it('is read from the flat envelope', async () => {
    const json = {
      success: false,
      error_code: 'NO_ORGANIZATION',
      message: 'None',
      docUrl: 'https://d.example/#n',
    };
    expect(await errorFrom({ status: 400, json })).toMatchObject({
      code: 'NO_ORGANIZATION',
      status: 400,
      message: 'None',
      docUrl: 'https://d.example/#n',
      details: [],
    });
  });

  it('may have a code that this client does not know', async () => {
    const json = { error: { code: 'MOON_IN_THE_WRONG_PHASE', message: 'Wait', details: ['odd', null] } };
    expect(await errorFrom({ status: 503, json })).toMatchObject({
      code: 'MOON_IN_THE_WRONG_PHASE',
      details: [],
      isRetryable: true,
    });
  });

  const strange: readonly Step[] = [
    { status: 502, text: '<h1>Bad gateway</h1>' },
    { status: 500, text: '' },
    { status: 404, json: null },
    { status: 403, json: { error: 'access_denied' } },
    { status: 400, json: { error: { code: 7 } } },
    { status: 200, text: '<h1>Welcome</h1>' },
    { status: 200, text: '' },
  ];
  it.each(strange)('an answer that is not the service’s keeps its status: %j', async (step) => {
    const status = typeof step === 'object' ? step.status : 0;
    expect(await errorFrom(step)).toMatchObject({ code: 'UNEXPECTED_RESPONSE', status });
  });

  it('tells a Retry-After in seconds, be it a number or a date', async () => {
    const retryAfterOf = async (value: string) =>
      (await errorFrom({ status: 503, headers: { 'Retry-After': value } })).retryAfter;
    expect(await retryAfterOf('7')).toBe(7);
    const soon = await retryAfterOf(new Date(Date.now() + 20_000).toUTCString());
    expect(soon).toBeGreaterThanOrEqual(18);
    expect(soon).toBeLessThanOrEqual(20);
    expect(await retryAfterOf(new Date(0).toUTCString())).toBe(0);
    expect(await retryAfterOf('soon')).toBeUndefined();
  });

  it('without an answer has the cause', async () => {
    const error = await errorFrom('reset');
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', status: 0, isRetryable: true });
    expect(error.cause).toBeInstanceOf(Error);
  });

  it.each(errorCodes.filter((code) => catalogue[code].raised !== 'elsewhere'))(
    '%s may be retried or not, as the catalogue says',
    (code) => {
      const { status, message, retryable } = catalogue[code];
      expect(new BillingPortalError({ code, status, message }).isRetryable).toBe(retryable);
    },
  );
});
