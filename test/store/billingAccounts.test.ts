import { beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import { LinkConflict, type LinkConflictKind } from '../../src/store/linkConflict.ts';
import { forEachDatabase } from './databases.ts';
import { factsOf, fresh, freshUser } from './facts.ts';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-01-02T00:00:00.000Z';

await forEachDatabase((_kind, open) => {
  let accounts: Store['billingAccounts'];
  beforeAll(() => {
    accounts = open().billingAccounts;
  });

  it('gives back every fact of a link', async () => {
    const owner = freshUser();
    const customerId = fresh('cus');
    const facts = factsOf(owner, {
      customerId,
      livemode: true,
      purchasedAt: '2025-01-01T01:00:00+01:00',
      subscriptionStatus: 'past_due',
    });
    const linked = await accounts.link(facts);
    expect(linked).toEqual({
      owner,
      customerId,
      livemode: true,
      purchasedAt: '2025-01-01T00:00:00.000Z',
      subscriptionStatus: 'past_due',
      deletedAt: null,
      replacedAt: null,
      staleAt: null,
      setBy: 'a test',
      setAt: early,
    });
    expect(await accounts.find(owner, true)).toEqual(linked);
    expect(await accounts.findByCustomer(customerId)).toEqual(linked);
  });

  it('finds nothing for an unknown owner, the other mode, or a foreign customer', async () => {
    const owner = freshUser();
    await accounts.link(factsOf(owner));
    expect(await accounts.find(freshUser(), false)).toBeUndefined();
    expect(await accounts.find(owner, true)).toBeUndefined();
    expect(await accounts.find({ type: 'organization', id: owner.id }, false)).toBeUndefined();
    expect(await accounts.findByCustomer(fresh('cus'))).toBeUndefined();
  });

  it('tells ids apart by every byte', async () => {
    const id = fresh('Ü');
    await accounts.link(factsOf({ type: 'user', id: `${id}a` }));
    for (const other of [`${id}A`, `${id}a `, ` ${id}a`, `${id}a`.normalize('NFD'), `${id}%`, `${id}_`]) {
      expect(await accounts.find({ type: 'user', id: other }, false)).toBeUndefined();
    }
  });

  it('finds nothing for an id that no row can have', async () => {
    await accounts.link(factsOf({ type: 'user', id: '\ufffd' }));
    for (const id of ['', 'u\0', '\ud800', 'u'.repeat(256)]) {
      expect(await accounts.find({ type: 'user', id }, false)).toBeUndefined();
      await expect(accounts.link(factsOf({ type: 'user', id }))).rejects.toThrow(RangeError);
    }
  });

  it('keeps an id of 255 characters', async () => {
    const owner = { type: 'user', id: fresh('é'.repeat(236)).padEnd(255, '語') } as const;
    await accounts.link(factsOf(owner));
    expect((await accounts.find(owner, false))?.owner.id).toBe(owner.id);
  });

  it('brings a link up to date, and a purchase stays made', async () => {
    const facts = factsOf(freshUser(), { purchasedAt: early, subscriptionStatus: 'active' });
    await accounts.link(facts);
    const again = { ...facts, purchasedAt: null, subscriptionStatus: 'canceled' } as const;
    const linked = await accounts.link({ ...again, setAt: late, setBy: 'an event' });
    expect(linked).toMatchObject({
      purchasedAt: early,
      subscriptionStatus: 'canceled',
      setAt: late,
      setBy: 'an event',
    });
  });

  it('has one live account for an owner in each mode', async () => {
    const owner = freshUser();
    const test = await accounts.link(factsOf(owner));
    const production = await accounts.link(factsOf(owner, { livemode: true }));
    expect(await accounts.find(owner, false)).toEqual(test);
    expect(await accounts.find(owner, true)).toEqual(production);
    expect(await accounts.listOf(owner)).toHaveLength(2);
  });

  it('never moves a customer to another owner, not even to replace', async () => {
    const facts = factsOf(freshUser());
    const linked = await accounts.link(facts);
    const thief = freshUser();
    const own = await accounts.link(factsOf(thief));
    for (const replace of [false, true]) {
      await expectConflict(accounts.link({ ...facts, owner: thief }, { replace }), 'customer_of_other_owner');
    }
    expect(await accounts.findByCustomer(facts.customerId)).toEqual(linked);
    expect(await accounts.find(thief, false)).toEqual(own);
  });

  it('never moves a customer to the other mode', async () => {
    const facts = factsOf(freshUser());
    await accounts.link(facts);
    await expectConflict(accounts.link({ ...facts, livemode: true }), 'customer_of_other_owner');
  });

  it("refuses an owner's second live customer and changes nothing", async () => {
    const owner = freshUser();
    const first = await accounts.link(factsOf(owner));
    const second = factsOf(owner);
    await expectConflict(accounts.link(second), 'owner_has_other_customer');
    expect(await accounts.find(owner, false)).toEqual(first);
    expect(await accounts.findByCustomer(second.customerId)).toBeUndefined();
  });

  it('replaces an account where a person says so, and keeps the old one explained', async () => {
    const owner = freshUser();
    const first = factsOf(owner);
    await accounts.link(first);
    const second = await accounts.link(factsOf(owner, { setAt: late, setBy: 'ada' }), { replace: true });
    expect(await accounts.find(owner, false)).toEqual(second);
    expect(await accounts.findByCustomer(first.customerId)).toMatchObject({
      deletedAt: null,
      replacedAt: late,
      setBy: 'ada',
    });
  });

  it('leaves a replaced account replaced when its facts are brought up to date', async () => {
    const owner = freshUser();
    const first = factsOf(owner);
    await accounts.link(first);
    const second = await accounts.link(factsOf(owner, { setAt: late }), { replace: true });
    const refreshed = await accounts.link({ ...first, subscriptionStatus: 'active' });
    expect(refreshed).toMatchObject({ subscriptionStatus: 'active', replacedAt: late });
    expect(await accounts.find(owner, false)).toEqual(second);
  });

  it('puts a replaced account back by replacing again', async () => {
    const owner = freshUser();
    const first = factsOf(owner);
    await accounts.link(first);
    await accounts.link(factsOf(owner), { replace: true });
    const back = await accounts.link(first, { replace: true });
    expect(back.replacedAt).toBeNull();
    expect(await accounts.find(owner, false)).toEqual(back);
  });

  it('keeps a deleted customer deleted, and the owner may come back with a new one', async () => {
    const owner = freshUser();
    const facts = factsOf(owner);
    await accounts.link(facts);
    expect(await accounts.markDeleted(facts.customerId, late, 'an event')).toBe(true);
    expect(await accounts.find(owner, false)).toBeUndefined();
    expect(await accounts.link(facts)).toMatchObject({ deletedAt: late });
    expect(await accounts.find(owner, false)).toBeUndefined();
    const next = await accounts.link(factsOf(owner));
    expect(await accounts.find(owner, false)).toEqual(next);
  });

  it('does not replace a live account by a deleted one', async () => {
    const owner = freshUser();
    const gone = factsOf(owner, { deletedAt: early });
    await accounts.link(gone);
    const live = await accounts.link(factsOf(owner));
    await expectConflict(accounts.link(gone, { replace: true }), 'customer_deleted');
    expect(await accounts.find(owner, false)).toEqual(live);
  });

  it('says of a foreign customer that nothing was deleted', async () => {
    expect(await accounts.markDeleted(fresh('cus'), late, 'an event')).toBe(false);
  });

  it('gives one customer to one of many owners who ask at once', async () => {
    const customerId = fresh('cus');
    const owners = Array.from({ length: 8 }, freshUser);
    const results = await Promise.allSettled(
      owners.map((owner) => accounts.link(factsOf(owner, { customerId }))),
    );
    const winners = owners.filter((_, index) => results[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect((await accounts.findByCustomer(customerId))?.owner).toEqual(winners[0]);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(LinkConflict);
    }
  });

  it('gives one owner one of many customers linked at once', async () => {
    const owner = freshUser();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => accounts.link(factsOf(owner))));
    const linked = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(linked).toHaveLength(1);
    expect(await accounts.listOf(owner)).toEqual(linked);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(LinkConflict);
    }
  });

  it('marks an account stale, and fresh again', async () => {
    const facts = factsOf(freshUser());
    await accounts.link(facts);
    expect(await accounts.markStale(facts.customerId, late, 'a test')).toBe(true);
    expect((await accounts.find(facts.owner, false))?.staleAt).toBe(late);
    await accounts.clearStale(facts.customerId, late, 'a test');
    expect((await accounts.find(facts.owner, false))?.staleAt).toBeNull();
  });

  it('leaves out a stale mark that is older than the facts', async () => {
    const facts = factsOf(freshUser(), { setAt: late });
    await accounts.link(facts);
    expect(await accounts.markStale(facts.customerId, early, 'a test')).toBe(false);
    expect((await accounts.find(facts.owner, false))?.staleAt).toBeNull();
  });

  it('keeps a stale mark against an older answer', async () => {
    const facts = factsOf(freshUser());
    await accounts.link(facts);
    await accounts.markStale(facts.customerId, late, 'a test');
    await accounts.clearStale(facts.customerId, early, 'a test');
    expect(await accounts.markStale(facts.customerId, early, 'a test')).toBe(false);
    expect((await accounts.find(facts.owner, false))?.staleAt).toBe(late);
  });
});

async function expectConflict(work: Promise<unknown>, kind: LinkConflictKind): Promise<void> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LinkConflict);
  expect(error).toMatchObject({ kind });
}
