import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/standIn/faults.ts';
import { failed, gatewayOnStandIn } from './gatewayOnStandIn.ts';

const key = 'sk_test_canaryOfTheKey';
const url = 'https://evil.example/p/session/canaryOfTheUrl';
const text = 'canaryOfTheText';

const faults: readonly Fault[] = [
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'drip', intervalMs: 10 },
  { kind: 'html' },
  { kind: 'empty' },
  { kind: 'foreignUrl', url },
  ...([400, 401, 402, 403, 404, 409, 429, 500, 503] as const).map((status): Fault => {
    const message = `${text}: ${key} ${url}`;
    return { kind: 'status', status, error: { message, code: 'a_code', param: 'a_param' } };
  }),
];

describe('in the log and in the error there is', () => {
  it.each(faults)('no key, no URL and no text of Stripe’s ($kind, $status)', async (fault) => {
    const { open, standIn, customerId, log } = await gatewayOnStandIn({ secretKey: key });
    standIn.faults.next({ ...fault, times: 2 });
    const { all } = await failed(open(customerId));
    expect(all).toContain('ApiError');
    expect(`${all}${log.join()}`).not.toMatch(/canary/);
  });

  it('what a person needs to find the request again', async () => {
    const { open, standIn, customerId, log } = await gatewayOnStandIn();
    standIn.faults.next({ kind: 'status', status: 403, error: { code: 'a_code', param: 'a_param' } });
    const { forLog } = await failed(open(customerId));
    for (const line of [forLog, log.join()]) {
      expect(line).toContain('"outcome":"key_refused"');
      expect(line).toContain('"type":"invalid_request_error"');
      expect(line).toContain('"code":"a_code"');
      expect(line).toContain('"param":"a_param"');
      expect(line).toContain('"status":403');
      expect(line).toMatch(/"requestId":"req_\w+"/);
      expect(line).toContain('"doc":"https://stripe.com/docs/error-codes/a-code"');
    }
  });
});
