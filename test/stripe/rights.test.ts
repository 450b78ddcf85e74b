import { describe, expect, it, onTestFinished } from 'vitest';
import {
  nameOfRight,
  rightsNeeded,
  type StripeUser,
  stripeCallOf,
  stripeCalls,
  stripeUsers,
} from '../../src/stripe/rights.ts';
import { followedEventTypes } from '../../src/sync/eventTypes.ts';
import { allDoors } from '../contracts/shared/doors.ts';
import { startService, type TestService } from '../harness/service.ts';
import { forEachDatabase } from '../store/databases.ts';
import {
  askForPortal,
  askForPortalUnknown,
  callsOf,
  deliverEvent,
  type PortalRequest,
  portalRequests,
  restrictedKey,
  withRestrictedKey,
} from './rightsActs.ts';
import { commands, expectDone, run } from './rightsCommands.ts';

/** What the service does for its callers and for Stripe, before and after a portal configuration is applied. */
async function callsOfServe(service: TestService): Promise<Set<string>> {
  const openAll = async (requests: readonly PortalRequest[]) => {
    for (const request of requests) {
      const { status, text } = await askForPortal(service, request);
      expect({ ...request, status, text }).toMatchObject({ status: 200 });
    }
  };
  // Stripe's own default offers no change of plan.
  const withDefault = portalRequests.filter(({ intent }) => intent !== 'change_plan');
  const before = await callsOf(service, () => openAll(withDefault));
  await runAll(service, 'portal-config');
  const after = await callsOf(service, async () => {
    // One of them says that a portal configuration has changed.
    for (const type of followedEventTypes) {
      const id = await deliverEvent(service, type);
      await expect.poll(() => service.store.stripeEvents.find(id)).toMatchObject({ state: 'applied' });
    }
    await openAll(portalRequests);
    for (const door of allDoors) expect((await askForPortalUnknown(service, door)).status).toBe(200);
  });
  return new Set([...before, ...after]);
}

async function runAll(service: TestService, user: StripeUser): Promise<void> {
  for (const command of commands.filter((one) => one.user === user)) {
    expectDone(command, await run(service, command));
  }
}

await forEachDatabase((database) => {
  describe('a restricted key with the rights that are listed', () => {
    it.each(stripeUsers)('is enough for %s, which makes exactly the calls that are listed', async (user) => {
      const service = await startService({ database, ...withRestrictedKey });
      onTestFinished(() => service.close());
      service.standIn.restrictedKeys.set(restrictedKey, rightsNeeded([user]).map(nameOfRight));
      const listed = Object.keys(stripeCalls).filter((call) => stripeCalls[call]?.neededBy.includes(user));
      const made = await (user === 'serve'
        ? callsOfServe(service)
        : callsOf(service, () => runAll(service, user)));
      expect([...made].sort()).toEqual(listed.sort());
    });
  });
});

describe('the table', () => {
  it('has no call that nobody makes', () => {
    expect(Object.entries(stripeCalls).filter(([, { neededBy }]) => neededBy.length === 0)).toEqual([]);
  });

  it.each([
    ['GET', '/v1/customers/search', 'GET /v1/customers/search'],
    ['GET', '/v1/customers/cus_1', 'GET /v1/customers/{customer}'],
    ['GET', '/v1/customers/', undefined],
    ['DELETE', '/v1/customers/cus_1', undefined],
    ['GET', '/v1/customers/cus_1/sources', undefined],
    ['GET', '/v1/balance', undefined],
  ])('%s %s is %s', (method, path, call) => {
    expect(stripeCallOf(method, path)).toBe(call);
  });
});
