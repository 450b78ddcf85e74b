import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { nameOfRight, rightsNeeded, type StripeRight, stripeCalls } from '../../src/stripe/rights.ts';
import { expectError } from '../contracts/shared/answers.ts';
import { subscriptionsByToken } from '../contracts/shared/doors.ts';
import { startService } from '../harness/service.ts';
import { useProgram } from '../observe/useProgram.ts';
import {
  askForPortal,
  askForPortalUnknown,
  callsOf,
  deliverEvent,
  givenPortal,
  portalRequests,
  restrictedKey,
  withRestrictedKey,
} from './rightsActs.ts';
import { type Command, commands, expectRefused, run } from './rightsCommands.ts';

/** A right that is taken away, and what is left of it. */
type Lack = { readonly name: string; readonly right: StripeRight; readonly left: readonly string[] };

const lacks: readonly Lack[] = rightsNeeded().flatMap(({ resource, access }) => [
  { name: `nothing of ${resource}`, right: { resource, access: 'read' }, left: [] },
  ...(access === 'write'
    ? [{ name: `read alone of ${resource}`, right: { resource, access }, left: [`${resource}_read`] }]
    : []),
]);

const permissionsWithout = ({ right, left }: Lack) => [
  ...rightsNeeded()
    .filter(({ resource }) => resource !== right.resource)
    .map(nameOfRight),
  ...left,
];

/** Who cannot read cannot write, either. */
const isLost = ({ right }: Lack, call: string) =>
  stripeCalls[call]?.resource === right.resource &&
  (right.access === 'read' || stripeCalls[call]?.access === 'write');

/** Words of what Stripe says of a right that is missing. */
const stripesWords = /Permission denied|provided key|rk_test|acct_/;

describe('without a right, what needs it fails and tells nobody why', () => {
  const url = 'https://billing.example';
  const observed = useProgram({ ...withRestrictedKey.env, PUBLIC_URL: url });
  const portals = portalRequests.map((request) => ({
    ask: () => askForPortal(observed(), request, observed().program.post),
    door: request.door,
  }));
  const calls = new Map<object, ReadonlySet<string>>();
  const needing = <T extends object>(acts: readonly T[], lack: Lack) =>
    acts.filter((act) => [...(calls.get(act) ?? [])].some((call) => isLost(lack, call)));

  /** One way of each. Those that look at the key as a whole are run where no other needs the right. */
  function chosen(lost: readonly Command[]): readonly Command[] {
    const byUser = [...new Map(lost.map((command) => [command.user, command])).values()];
    const others = byUser.filter(({ user }) => !['setup', 'doctor', 'explain'].includes(user));
    return others.length > 0 ? others : byUser;
  }

  beforeAll(async () => {
    await givenPortal(observed());
    for (const portal of portals) calls.set(portal, await callsOf(observed(), portal.ask));
    for (const command of commands) {
      calls.set(command, await callsOf(observed(), () => run(observed(), command)));
    }
  }, 180_000);

  /** The call is counted as refused, and there is an error in the log with Stripe's code and none of its words. */
  async function expectNoticed(before: {
    readonly refusals: number;
    readonly output: number;
  }): Promise<void> {
    const errors = () =>
      observed()
        .program.output()
        .slice(before.output)
        .split('\n')
        .filter((line) => line.includes('"level":"error"') && line.endsWith('}'));
    await expect.poll(() => errors().length).toBeGreaterThan(0);
    for (const line of errors()) {
      const stripe = { outcome: 'key_refused', status: 403, code: 'more_permissions_required' };
      expect(JSON.parse(line)).toMatchObject({ stripe });
      expect(line).not.toMatch(stripesWords);
    }
    expect(await refusals()).toBeGreaterThan(before.refusals);
  }
  const now = async () => ({ refusals: await refusals(), output: observed().program.output().length });

  async function refusals(): Promise<number> {
    const text = await (await fetch(observed().metricsUrl)).text();
    const count = /^billing_portal_stripe_call_duration_seconds_count\{outcome="key_refused"\} (\d+)$/m;
    return Number(count.exec(text)?.[1] ?? 0);
  }

  it.each(lacks)('$name', { timeout: 180_000 }, async (lack) => {
    observed().standIn.restrictedKeys.set(restrictedKey, permissionsWithout(lack));
    const lostPortals = needing(portals, lack);
    const lostCommands = chosen(needing(commands, lack));
    expect(lostPortals.length + lostCommands.length).toBeGreaterThan(0);
    for (const { ask, door } of lostPortals) {
      const before = await now();
      const reply = await ask();
      const expected = { status: 500, code: 'INTERNAL_ERROR', message: door.internalError };
      expectError({ ...observed(), url }, door, reply, expected);
      await expectNoticed(before);
    }
    const outcomes = lostCommands.map(async (command) => ({
      command,
      outcome: await run(observed(), command),
    }));
    for (const { command, outcome } of await Promise.all(outcomes)) {
      expectRefused(command, outcome, lack.right);
      expect(outcome.stdout + outcome.stderr).not.toMatch(stripesWords);
    }
  });

  it('a live look-up leaves it at what the store says', async () => {
    const lack = lacks.find(({ name }) => name === 'nothing of customer');
    observed().standIn.restrictedKeys.set(restrictedKey, lack ? permissionsWithout(lack) : []);
    const before = await now();
    const reply = await askForPortalUnknown(observed(), subscriptionsByToken, observed().program.post);
    expectError({ ...observed(), url }, subscriptionsByToken, reply, subscriptionsByToken.noAccount);
    await expectNoticed(before);
  });
});

it('without a right, events wait until it is given', async () => {
  const service = await startService(withRestrictedKey);
  onTestFinished(() => service.close());
  const { restrictedKeys } = service.standIn;
  const stateOf = (id: string) => service.store.stripeEvents.find(id);
  const ids: string[] = [];
  for (const lack of ['customer', 'subscription', 'invoice', 'checkout_session']) {
    const given = rightsNeeded().filter(({ resource }) => resource !== lack);
    restrictedKeys.set(restrictedKey, given.map(nameOfRight));
    const id = await deliverEvent(service, 'customer.created');
    await expect
      .poll(() => stateOf(id), { timeout: 10_000 })
      .toMatchObject({ state: 'waiting', reason: 'INTERNAL_ERROR: key_refused' });
    ids.push(id);
  }
  restrictedKeys.set(restrictedKey, rightsNeeded().map(nameOfRight));
  for (const id of ids) {
    await expect.poll(() => stateOf(id), { timeout: 30_000 }).toMatchObject({ state: 'applied' });
  }
});
