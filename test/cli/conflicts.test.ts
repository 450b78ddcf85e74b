import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatOwner, type Owner } from '../../src/billing/owner.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase } from '../store/databases.ts';
import { fresh, freshUser } from '../store/facts.ts';
import { follow } from '../sync/following.ts';
import { cli } from './cli.ts';

/** Text without the breaks of its lines. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

await forEachDatabase((_kind, open, url) => {
  let store: Store;
  let standIn: StandIn;
  beforeAll(async () => {
    store = open();
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  const run = (...args: string[]) =>
    cli(args, {
      env: { DATABASE_URL: url(), STRIPE_SECRET_KEY: 'sk_test_1234567890', STRIPE_API_BASE: standIn.url },
    });
  const conflicts = (...args: string[]) => run('customers', 'conflicts', ...args);
  const listOf = async (owner: Owner) => {
    const { status, stdout } = await conflicts('--owner', formatOwner(owner), '--json');
    expect(status).toBe(0);
    return JSON.parse(stdout);
  };
  /** The command that is offered for something, to be run as it is. */
  const offered = (stdout: string, to: string): readonly string[] => {
    const command = new RegExp(`To ${to}:\\n(?: {4}.*\\n)*? {4}billing-portal (.*)`).exec(stdout)?.[1];
    if (command === undefined) throw new Error(`nothing is offered to ${to}:\n${stdout}`);
    return command.split(' ');
  };
  const reconciled = async (owner: Owner) =>
    JSON.parse((await run('reconcile', formatOwner(owner), '--json')).stdout);

  /** An owner with a customer, and a second one that names them, which was set aside by an event. */
  async function givenSecond() {
    const following = await follow(store, { standIn });
    const owner = freshUser();
    const [first, second] = [following.customerOf(owner), following.customerOf(owner)];
    const tell = async (id: string) => {
      await following.deliver(following.event('customer.updated', standIn.data.customers.get(id) ?? {}));
      await following.worker.drain();
    };
    await tell(first);
    await tell(second);
    const heard = () => following.heard.filter((text) => text.startsWith('conflict'));
    return { ...following, owner, name: formatOwner(owner), first, second, tell, heard };
  }

  describe("an owner's second customer", () => {
    it('is listed with who saw it, what stands against it, and the commands that settle it', async () => {
      const { owner, name, first, second, heard } = await givenSecond();
      expect(heard()).toEqual(['conflict owner_has_other_customer']);

      const { status, stdout, stderr } = await conflicts('--owner', name);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(flat(stdout)).toContain(
        `${second} (test mode): Stripe names ${name}, who has another customer here, ${first}.`,
      );
      expect(stdout).toMatch(/seen {2}\d{4}-\S+Z by evt_\w+/);
      expect(stdout).toContain(`billing-portal customers link ${name} ${second} --replace`);
      expect(stdout).toContain(`billing-portal customers conflicts --dismiss ${second}`);
      expect(await listOf(owner)).toEqual([
        {
          customerId: second,
          owner,
          livemode: false,
          kind: 'owner_has_other_customer',
          seenBy: expect.stringMatching(/^evt_/),
          seenAt: expect.any(String),
          belongsTo: null,
          ownersCustomer: first,
          settle: [
            { to: `take ${second}`, first: null, command: expect.stringContaining('--replace') },
            { to: `stay with ${first}`, first: null, command: expect.stringContaining('--dismiss') },
          ],
        },
      ]);
      expect((await conflicts()).stdout).toContain(second);
      expect(await listOf(freshUser())).toEqual([]);
    });

    it('is counted once, however often it comes', async () => {
      const { second, tell, heard } = await givenSecond();
      await tell(second);
      await tell(second);
      expect(heard()).toHaveLength(1);
    });

    it.each([
      { does: 'taken', to: 'take', taken: true },
      { does: 'left aside', to: 'stay with', taken: false },
    ])('is settled for good when it is $does', async ({ to, taken }) => {
      const { owner, name, first, second, tell, heard } = await givenSecond();
      const { stdout } = await conflicts('--owner', name);
      const outcome = await run(...offered(stdout, `${to} ${taken ? second : first}`));
      expect(outcome).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining(second) });
      const settled = async () => {
        expect(await listOf(owner)).toEqual([]);
        expect(await store.billingAccounts.find(owner, false)).toMatchObject({
          customerId: taken ? second : first,
        });
      };
      await settled();
      await tell(second);
      await tell(first);
      await settled();
      expect(await reconciled(owner)).toMatchObject({ changes: 0, counts: { conflict: 0 } });
      await settled();
      expect(heard()).toHaveLength(1);
    });

    it('that was left aside can be taken after all', async () => {
      const { owner, name, second } = await givenSecond();
      const { stdout } = await conflicts('--dismiss', second);
      const command = /To take it after all: billing-portal (.*)/.exec(stdout)?.[1]?.split(' ') ?? [];
      expect(await run(...command)).toMatchObject({ status: 0 });
      expect(await store.billingAccounts.find(owner, false)).toMatchObject({ customerId: second });
      expect(await store.billingAccountChanges.of(second)).toMatchObject([
        { field: 'owner', value: name, setBy: 'customers conflicts' },
        { field: 'replacedAt', setBy: 'customers conflicts' },
        { field: 'replacedAt', value: null, setBy: 'customers link' },
      ]);
    });

    it('of which there are two: one is taken, the other stays open', async () => {
      const { owner, name, second, customerOf, tell } = await givenSecond();
      const third = customerOf(owner);
      await tell(third);
      const linked = await run('customers', 'link', name, second, '--replace');
      expect(linked.stderr).toContain(`billing-portal customers conflicts --owner ${name}`);
      expect(await listOf(owner)).toMatchObject([{ customerId: third, ownersCustomer: second }]);
    });

    it('whose rival is gone in the meantime is linked by the command that is offered', async () => {
      const { owner, name, first, second } = await givenSecond();
      await store.billingAccounts.markDeleted(first, new Date().toISOString(), 'a test');
      const { stdout } = await conflicts('--owner', name);
      expect(flat(stdout)).toContain('who has no other customer here any more');
      expect(await run(...offered(stdout, 'have it done'))).toMatchObject({ status: 0 });
      expect(await listOf(owner)).toEqual([]);
      expect(await store.billingAccounts.find(owner, false)).toMatchObject({ customerId: second });
    });
  });

  describe("somebody else's customer", () => {
    /** A customer of one owner whose Checkout session names another. */
    async function givenStranger() {
      const following = await follow(store, { standIn });
      const [owner, stranger] = [freshUser(), freshUser()];
      const customer = following.customerOf(owner);
      const session = standIn.create.checkoutSession({
        customer,
        mode: 'setup',
        status: 'complete',
        metadata: { billing_owner_type: stranger.type, billing_owner_id: stranger.id },
      });
      await following.deliver(following.event('checkout.session.completed', session));
      await following.worker.drain();
      return { ...following, owner, stranger, customer, session };
    }

    it('is listed for both, and settled in Stripe', async () => {
      const { owner, stranger, session } = await givenStranger();
      const { stdout } = await conflicts('--owner', formatOwner(stranger));
      expect(flat(stdout)).toContain(
        `Stripe names ${formatOwner(stranger)}, and here it belongs to ${formatOwner(owner)}. A customer never moves.`,
      );
      expect(await listOf(owner)).toEqual(await listOf(stranger));

      standIn.data.checkoutSessions.set(session.id, { ...session, metadata: {} });
      expect(await run(...offered(stdout, `leave it to ${formatOwner(owner)}`))).toMatchObject({ status: 0 });
      expect(await listOf(stranger)).toEqual([]);
    });

    it('cannot be left so, since the next event would name it again', async () => {
      const { stranger, customer } = await givenStranger();
      const refused = await conflicts('--dismiss', customer, '--json');
      expect(refused).toMatchObject({ status: 1, stdout: '' });
      expect(refused.stderr).toContain('again with the next event');
      expect(refused.stderr).toContain(`billing-portal reconcile ${formatOwner(stranger)}`);
      expect(await listOf(stranger)).toHaveLength(1);
    });
  });

  it('a customer that is not set aside cannot be dismissed', async () => {
    expect(await conflicts('--dismiss', fresh('cus'))).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('`customers conflicts` lists those that are'),
    });
  });

  it('nothing for an owner with whom all is well', async () => {
    const name = formatOwner(freshUser());
    expect(await conflicts('--owner', name)).toEqual({
      status: 0,
      stdout: `Nothing is set aside for ${name}.\n`,
      stderr: '',
    });
  });

  it("an owner's id neither steers the terminal nor ends the word of a command", async () => {
    const owner = { type: 'user', id: `o'hara \u001b[31m; rm ${fresh('x')}` } as const;
    const following = await follow(store, { standIn });
    for (const id of [following.customerOf(owner), following.customerOf(owner)]) {
      await following.refresh(id, { setBy: 'a test' });
    }
    const { stdout } = await conflicts('--owner', formatOwner(owner));
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/customers link 'user:o'\\''hara \\u\{1b\}\[31m; rm x_\w+' cus_\w+ --replace/);
  });

  it('wrong use', async () => {
    expect(await conflicts('--owner', 'u1')).toMatchObject({ status: 2, stdout: '' });
    expect(await conflicts('--owner', 'user:u1', '--dismiss', 'cus_1')).toMatchObject({
      status: 2,
      stdout: '',
    });
  });
});
