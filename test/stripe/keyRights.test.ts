import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { createStripeGateway, type StripeGateway } from '../../src/stripe/gateway.ts';
import { nameOfRight, rightsNeeded } from '../../src/stripe/rights.ts';

const secretKey = 'rk_test_0123456789abcdef';

let standIn: StandIn;
let gateway: StripeGateway;
beforeEach(async () => {
  standIn = await startStandIn();
  gateway = createStripeGateway(
    { secretKey, livemode: false, apiBase: standIn.url, portalUrlHosts: [] },
    { log: { error: () => {}, warn: () => {} }, observe: { stripeCall: () => {} } },
  );
});
afterEach(async () => {
  await gateway.close();
  await standIn.close();
});

describe('the rights that a key lacks', () => {
  it.each(rightsNeeded().map((right) => ({ name: nameOfRight(right), right })))(
    'are found: $name',
    async ({ name, right }) => {
      const others = rightsNeeded().map(nameOfRight);
      const rest = others.filter((other) => other !== name);
      standIn.restrictedKeys.set(secretKey, [
        ...rest,
        ...(right.access === 'write' ? [`${right.resource}_read`] : []),
      ]);
      expect(await gateway.missingRights(rightsNeeded())).toEqual([right]);
      const reading = { ...right, access: 'read' } as const;
      expect(await gateway.missingRights([reading])).toEqual(right.access === 'read' ? [right] : []);
    },
  );

  it('are found without changing anything', async () => {
    standIn.restrictedKeys.set(secretKey, rightsNeeded().map(nameOfRight));
    expect(await gateway.missingRights(rightsNeeded())).toEqual([]);
    const writes = standIn.requests.filter(({ method, status }) => method !== 'GET' && status === 200);
    expect(writes).toEqual([]);
  });

  it.each([
    ['refuses the key as a whole', 401, 'INTERNAL_ERROR'],
    ['fails', 500, 'STRIPE_UNAVAILABLE'],
  ] as const)('cannot be told where Stripe %s', async (_name, status, code) => {
    const path = '/v1/customers';
    standIn.faults.next({ kind: 'status', status, method: 'GET', path, times: Number.POSITIVE_INFINITY });
    await expect(gateway.missingRights([{ resource: 'customer', access: 'read' }])).rejects.toMatchObject({
      code,
    });
  });
});
