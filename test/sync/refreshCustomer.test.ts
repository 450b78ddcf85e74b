import { expect, it } from 'vitest';
import type { CustomerState } from '../../src/sync/accountPlan.ts';
import { createRefreshCustomer } from '../../src/sync/refreshCustomer.ts';
import { forEachDatabase } from '../store/databases.ts';
import { fresh, freshUser } from '../store/facts.ts';

await forEachDatabase((_kind, open) => {
  /** A refresh whose answers of Stripe's come when the test says so. */
  function setUp() {
    const store = open();
    const asked: ((state: CustomerState) => void)[] = [];
    const waiting: (() => void)[] = [];
    const refresh = createRefreshCustomer({
      livemode: false,
      locks: store.locks,
      accounts: store.followedAccounts,
      conflicts: store.linkConflicts,
      observe: { conflict: () => {} },
      now: () => new Date(),
      readState: () =>
        new Promise((resolve) => {
          asked.push(resolve);
          waiting.shift()?.();
        }),
    });
    /** Resolves when Stripe is asked for the next time. */
    const nextQuestion = () => new Promise<void>((resolve) => waiting.push(resolve));
    return { store, refresh, asked, nextQuestion };
  }

  const stateOf = (id: string, facts: Partial<CustomerState> = {}): CustomerState => ({
    deleted: false,
    purchasedAt: null,
    subscriptionStatus: null,
    hints: [{ metadata: { billing_owner_type: 'user', billing_owner_id: id }, clientReferenceId: null }],
    ...facts,
  });

  it('asks Stripe inside the lock: who comes second asks when the first has written', async () => {
    const { store, refresh, asked, nextQuestion } = setUp();
    const [owner, customer] = [freshUser(), fresh('cus')];
    const firstAsked = nextQuestion();
    const first = refresh(customer, { setBy: 'first' });
    await firstAsked;
    const second = refresh(customer, { setBy: 'second' });
    // Time enough to ask, if it could.
    for (let n = 0; n < 20; n++) await store.ping();
    expect(asked).toHaveLength(1);
    const secondAsked = nextQuestion();
    asked[0]?.(stateOf(owner.id, { subscriptionStatus: 'active' }));
    await first;
    await secondAsked;
    expect(await store.billingAccounts.find(owner, false)).toMatchObject({ subscriptionStatus: 'active' });
    asked[1]?.(stateOf(owner.id, { subscriptionStatus: 'canceled' }));
    await second;
    expect(await store.billingAccounts.find(owner, false)).toMatchObject({ subscriptionStatus: 'canceled' });
  });

  it('writes nothing of an answer for which nobody waits any more', async () => {
    const { store, refresh, asked, nextQuestion } = setUp();
    const owner = freshUser();
    const controller = new AbortController();
    const question = nextQuestion();
    const refreshed = refresh(fresh('cus'), { setBy: 'late', signal: controller.signal });
    await question;
    controller.abort(new Error('gave up'));
    asked[0]?.(stateOf(owner.id));
    await expect(refreshed).rejects.toThrow('gave up');
    expect(await store.billingAccounts.find(owner, false)).toBeUndefined();
  });
});
