import { expect, it, vi } from 'vitest';
import { formatOwner, type Owner } from '../../src/billing/owner.ts';
import { runCommand } from '../../src/cli/program.ts';
import { forEachService } from '../harness/forEachService.ts';
import { appUrl, newUser, type TestService, tokenOf } from '../harness/service.ts';
import { fresh } from '../store/facts.ts';
import { cli } from './cli.ts';
import { cases, keyCases, priceIn } from './explainCases.ts';

type Told = { readonly status: number; readonly code: string; readonly message: string | undefined };
type Now = {
  readonly operation: string;
  readonly route: string;
  readonly caller: {
    readonly credential: string;
    readonly userId: string | null;
    readonly organizationId: string | null;
  };
  readonly answer: Partial<Told> & { readonly opens: boolean };
  readonly why: string;
};

/** What the commands have of the service's settings. */
const envOf = ({ databaseUrl, standIn }: TestService) => ({
  DATABASE_URL: databaseUrl,
  STRIPE_SECRET_KEY: 'sk_test_1234567890',
  STRIPE_API_BASE: standIn.url,
  RETURN_URL_ORIGINS: `${appUrl},http://localhost:5173`,
  DEFAULT_RETURN_URL: `${appUrl}/dashboard`,
});

/** The command within this process, which is faster: some hundred times. */
async function explained(env: Readonly<Record<string, string>>, ...args: string[]) {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const status = await runCommand(['explain', ...args, '--json'], env);
  write.mockRestore();
  expect(status).toBe(0);
  return JSON.parse(written.join(''));
}

/** Text without the breaks of its lines. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

const codeIn = ({ answer }: Now) => (answer.opens ? 'opens' : answer.code);
const codesOf = (now: readonly Now[]) =>
  Object.fromEntries(
    [...Map.groupBy(now, ({ operation }) => operation)].map(([operation, group]) => [
      operation,
      group.map(codeIn).join(','),
    ]),
  );

/** What the command says of an answer. */
const toldBy = (now: Now): Told => {
  const { status = 0, message } = now.answer;
  return { status, code: codeIn(now) ?? '', message };
};

/** What the route of an answer says to the same caller, over HTTP. */
async function askOverHttp(
  service: TestService,
  { route, caller: { userId, organizationId } }: Now,
  key?: string,
): Promise<Told> {
  const claims = organizationId === null ? {} : { orgId: organizationId };
  const token = key ?? (await tokenOf(userId ?? '', claims));
  const { status, body } = await service.post(route.replace('POST ', ''), { token });
  const { code = body.error_code ?? 'opens', message = body.message } = body.error ?? {};
  return { status, code, message };
}

/** All that the store has about an owner and could change. */
async function everythingOf({ store }: TestService, owner: Owner) {
  const accounts = await store.billingAccounts.listOf(owner);
  return {
    accounts,
    changes: await Promise.all(accounts.map(({ customerId }) => store.billingAccountChanges.of(customerId))),
    conflicts: await store.linkConflicts.list(),
    attempts: await store.portalAttempts.list({ owner, limit: 10 }),
  };
}

await forEachService('explain › a portal request now', (service) => {
  it.each(cases)('$who', async ({ given, answers, why, offline }) => {
    const { standIn } = service();
    const owner = await given(service());
    const name = formatOwner(owner);
    const before = { rows: await everythingOf(service(), owner), requests: standIn.requests.length };

    const { now }: { now: readonly Now[] } = await explained(envOf(service()), name);
    expect(codesOf(now)).toMatchObject(answers);
    const first = now.find((one) => !one.answer.opens && one.operation in answers) ?? now[0];
    expect(first?.why).toMatch(why);
    expect(standIn.requests.slice(before.requests).filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await everythingOf(service(), owner)).toEqual(before.rows);

    const asked = standIn.requests.length;
    const guess = await explained(envOf(service()), name, '--offline');
    expect(codesOf(guess.now)).toMatchObject(offline ?? answers);
    expect(guess.stripe).toEqual({ asked: false, why: 'Not asked: --offline.' });
    expect(standIn.requests.length).toBe(asked);

    // What one request finds out in Stripe is known to the next: another contract may answer otherwise by then.
    const real = now.filter(({ caller, operation }) => caller.userId !== null && operation in answers);
    for (const one of real) expect(await askOverHttp(service(), one)).toEqual(toldBy(one));
  });

  it.each(keyCases)('of $who', async ({ key: request, code, why }) => {
    const owner = { type: 'user', id: newUser() } as const;
    await service().givenAccount(owner);
    const key = await service().givenKey({ userId: owner.id, ...request });
    const { now, facts }: { now: readonly Now[]; facts: object } = await explained(
      envOf(service()),
      formatOwner(owner),
    );
    const byKey = now.filter(({ caller }) => caller.credential === 'apiKey');
    expect(codesOf(byKey)).toEqual({
      openSubscriptionsPortalWithApiKey: code,
      createBillingPortalSession: code,
    });
    for (const one of byKey) expect(one.why).toMatch(why);
    expect(facts).toMatchObject({ apiKeys: [{ name: 'test', preview: expect.any(String), ...request }] });
    expect(JSON.stringify(facts)).not.toContain(key);
    for (const one of byKey) expect(await askOverHttp(service(), one, key)).toEqual(toldBy(one));
  });

  it('whoever sent a request for an organization is the one who is answered', async () => {
    const organization = `o-${newUser()}`;
    const [first, second] = [`a-${newUser()}`, `b-${newUser()}`];
    await service().givenMember(first, organization, 'user');
    await service().givenMember(second, organization, 'user');
    const requestId = fresh('request');
    await service().post('/subscriptions/portal', {
      token: await tokenOf(second),
      headers: { 'X-Request-Id': requestId },
    });
    const { now } = await explained(envOf(service()), requestId, '--offline');
    expect(now[0]).toMatchObject({ caller: { userId: second }, answer: { code: 'FORBIDDEN' } });
  });
});

await forEachService('explain › a portal request while Stripe fails', (service) => {
  // The second one opens the service's breaker, and stays the last.
  it.each([
    { what: 'refuses the key', fault: 401, code: 'INTERNAL_ERROR', why: /Check STRIPE_SECRET_KEY/ },
    { what: 'does not answer', fault: 503, code: 'STRIPE_UNAVAILABLE', why: /Stripe does not answer/ },
  ] as const)('it $what', async ({ fault, code, why }) => {
    const { standIn } = service();
    const [customer, newcomer] = [newUser(), newUser()].map((id) => ({ type: 'user', id }) as const);
    if (!customer || !newcomer) throw new Error('two users');
    await service().givenAccount(customer);
    for (const method of ['GET', 'POST'] as const) {
      standIn.faults.next({ kind: 'status', status: fault, method, path: '/v1/*', times: Infinity });
    }
    for (const [owner, expected] of [
      [customer, { lookUp: 'not needed', answer: { code }, why: expect.stringMatching(why) }],
      [newcomer, { lookUp: 'unanswered', answer: { code: 'NO_STRIPE_CUSTOMER' } }],
    ] as const) {
      const { now, stripe } = await explained(envOf(service()), formatOwner(owner));
      expect(stripe).toEqual({ asked: true, answered: false, why: expect.stringMatching(why) });
      expect(now[0]).toMatchObject(expected);
      for (const one of now) expect(await askOverHttp(service(), one)).toEqual(toldBy(one));
    }
    standIn.faults.clear();
  });
});

const claims = { MEMBERSHIP: 'claims', CHECKOUT_URL: `${appUrl}/pricing` };
await forEachService(
  'explain › with other settings of the service',
  (service) => {
    it('the message names the checkout, and the access token says which organization', async () => {
      const env = { ...envOf(service()), ...claims };
      const owner = { type: 'organization', id: `o-${newUser()}` } as const;
      const { now: refused } = await explained(env, formatOwner(owner));
      expect(refused[0].answer.message).toContain(claims.CHECKOUT_URL);
      await service().givenAccount(owner);
      const { now }: { now: readonly Now[] } = await explained(env, formatOwner(owner));
      expect(now.map(codeIn)).toEqual(['opens', 'FORBIDDEN']);
      for (const [index, role] of ['owner', 'user'].entries()) {
        const token = await tokenOf(newUser(), { orgId: owner.id, role });
        const { status, body } = await service().post('/subscriptions/portal', { token });
        expect({ status, message: body.message }).toEqual({
          status: now[index]?.answer.status,
          message: now[index]?.answer.message,
        });
      }
      const { stdout } = await cli(['explain', `user:${newUser()}`], { env });
      expect(stdout).toContain('billing-portal explain organization:ID');
    });
  },
  { env: claims },
);

await forEachService('explain › what is known', (service) => {
  const explain = (...args: string[]) => cli(['explain', ...args], { env: envOf(service()) });
  const factsOf = async (target: string) => (await explained(envOf(service()), target)).facts;

  it('of a billing account: each field, and which event or command set it', async () => {
    const { store, givenAccount } = service();
    const owner = { type: 'user', id: newUser() } as const;
    const customerId = await givenAccount(owner, { setAt: '2026-01-01T00:00:00.000Z' });
    await store.billingAccounts.link({
      owner,
      customerId,
      livemode: false,
      purchasedAt: '2025-01-01T00:00:00.000Z',
      subscriptionStatus: 'canceled',
      setBy: 'evt_paid',
      setAt: '2026-02-01T00:00:00.000Z',
    });
    const unset = { value: null, setBy: null, setAt: null };
    const byEvent = { setBy: 'evt_paid', setAt: '2026-02-01T00:00:00.000Z' };
    expect((await factsOf(formatOwner(owner))).billingAccounts).toEqual([
      {
        customerId,
        livemode: false,
        status: 'active',
        fields: [
          { field: 'owner', value: formatOwner(owner), setBy: 'test', setAt: '2026-01-01T00:00:00.000Z' },
          { field: 'purchasedAt', value: '2025-01-01T00:00:00.000Z', ...byEvent },
          { field: 'subscriptionStatus', value: 'canceled', ...byEvent },
          { field: 'deletedAt', ...unset },
          { field: 'replacedAt', ...unset },
          { field: 'staleAt', ...unset },
        ],
      },
    ]);
    const { stdout } = await explain(formatOwner(owner));
    expect(stdout).toMatch(/purchasedAt +2025-01-01T00:00:00Z +evt_paid +2026-02-01T00:00:00Z/);
    expect(stdout).toContain('never set: deletedAt, replacedAt, staleAt');
  });

  it("of Stripe's events about an owner's customers: waiting, dead with its reason, applied", async () => {
    const { store, givenAccount } = service();
    const owner = { type: 'user', id: newUser() } as const;
    const customerId = await givenAccount(owner);
    const about = { type: 'customer.updated', created: '2026-01-01T00:00:00.000Z', objectId: customerId };
    const insert = async (id: string, at: string, customer = customerId) => {
      await store.stripeEvents.insert({ id, ...about, customerId: customer }, at);
      return id;
    };
    const far = '2999-01-01T00:00:00.000Z';
    const dead = await insert(fresh('evt'), '2026-01-01T00:00:01.000Z');
    const claimed = await store.stripeEvents.claim({
      now: '2026-01-01T00:00:01.000Z',
      leaseUntil: far,
      except: [],
    });
    if (claimed?.id !== dead) throw new Error('another event was claimed');
    await store.stripeEvents.bury(claimed, 'INTERNAL_ERROR: key_refused', '2026-01-01T00:00:02.000Z');
    const applied = await insert(fresh('evt'), '2026-01-01T00:00:03.000Z');
    await store.stripeEvents.markApplied([applied], 'updated', '2026-01-01T00:00:04.000Z');
    const waiting = await insert(fresh('evt'), far);
    await insert(fresh('evt'), far, fresh('cus'));

    expect((await factsOf(formatOwner(owner))).stripeEvents).toMatchObject({
      waiting: [{ id: waiting }],
      dead: [{ id: dead, reason: 'INTERNAL_ERROR: key_refused' }],
      applied: [{ id: applied, outcome: 'updated' }],
    });
    const { stdout } = await explain(customerId);
    expect(stdout).toContain(`Belongs to ${formatOwner(owner)}.`);
    expect(stdout).toMatch(
      new RegExp(`dead +customer.updated +${dead}\n.*1 tries: INTERNAL_ERROR:\\s+key_refused`),
    );
    expect(stdout).toContain(`once its cause is gone: billing-portal webhooks retry ${dead}`);
    expect(stdout).toMatch(new RegExp(`applied +customer.updated +${applied}\n.*: updated`));
  });

  it('of an organization: its members and their roles; of a user: their organizations', async () => {
    const { givenMember, store } = service();
    const [user, other, organization] = [newUser(), newUser(), `o-${newUser()}`];
    await givenMember(user, organization, 'billing');
    await givenMember(other, organization, 'workspaces');
    await store.directory.importLines([
      {
        line: 1,
        type: 'organization',
        id: organization,
        name: 'Analytical Engines',
        portalProfile: 'annual',
      },
    ]);
    const members = [
      { userId: user, role: 'billing', mayManageBilling: true },
      { userId: other, role: 'workspaces', mayManageBilling: false },
    ].toSorted((one, another) => (one.userId < another.userId ? -1 : 1));
    expect((await factsOf(`organization:${organization}`)).directory).toEqual({
      type: 'organization',
      known: true,
      name: 'Analytical Engines',
      portalProfile: 'annual',
      members,
    });
    expect((await factsOf(`user:${user}`)).directory).toEqual({
      type: 'user',
      known: true,
      memberships: [
        { organizationId: organization, role: 'billing', mayManageBilling: true, portalProfile: 'annual' },
      ],
    });
    const { stdout } = await explain(`organization:${organization}`, '--offline');
    expect(stdout).toContain('Analytical Engines; portal profile annual');
    expect(stdout).toMatch(new RegExp(`${other} +workspaces +no`));
  });

  it('of a user: what they asked for an organization, too', async () => {
    const user = newUser();
    await service().post('/subscriptions/portal', { token: await tokenOf(user) });
    const { portalAttempts } = await factsOf(`user:${user}`);
    expect(portalAttempts).toMatchObject([
      { operation: 'createBillingPortal', outcome: 'refused', owner: null },
    ]);
  });

  it('of a request: what became of it, by its id, and then of its owner', async () => {
    const owner = { type: 'user', id: newUser() } as const;
    const requestId = fresh('request');
    const send = () =>
      service().post('/api/v1/subscriptions/portal', { token, headers: { 'X-Request-Id': requestId } });
    const token = await tokenOf(owner.id);
    await send();
    const customer = await service().givenAccount(owner);
    await send();

    const { request, facts, now } = await explained(envOf(service()), requestId);
    expect(request).toMatchObject([
      { requestId, outcome: 'issued', code: null, customerId: customer, returnOrigin: appUrl },
      { requestId, outcome: 'refused', code: 'NO_STRIPE_CUSTOMER', customerId: null },
    ]);
    expect(facts).toMatchObject({ owner: formatOwner(owner), portalAttempts: request });
    expect(codesOf(now)).toMatchObject({ openSubscriptionsPortal: 'opens' });
    const { stdout } = await explain(requestId);
    expect(stdout).toContain(`The request ${requestId}\n`);
    expect(stdout).toMatch(/Z {2}NO_STRIPE_CUSTOMER {2}openSubscriptionsPortal\n/);
    expect(stdout).not.toMatch(/\/p\/session/);
  });

  it('of a request that is not in the audit: what is recorded there, and for how long', async () => {
    const unknown = await cli(['explain', fresh('request'), '--json'], {
      env: { ...envOf(service()), AUDIT_RETENTION_DAYS: '30' },
    });
    expect(unknown).toMatchObject({ status: 1, stdout: '' });
    expect(unknown.stderr).toMatch(/is not in the audit.* for 30 days \(AUDIT_RETENTION_DAYS\)/);
  });

  it('of a foreign customer: that it is nobody of ours', async () => {
    const { id } = service().standIn.create.customer();
    expect(await explained(envOf(service()), id)).toMatchObject({
      facts: null,
      now: [],
      foreignCustomer: { customerId: id, conflicts: [] },
      stripe: { customers: [{ customerId: id, state: 'there', names: [], outcome: 'foreign' }], repair: [] },
    });
    expect((await explain(id)).stdout).toContain('A foreign customer: no owner of ours.');
  });

  it('of a customer whose link was set aside: what settles it', async () => {
    const { store, standIn, givenAccount } = service();
    const owner = { type: 'user', id: newUser() } as const;
    const first = await givenAccount(owner, { subscriptionStatus: null });
    const second = standIn.create.customer({
      metadata: { billing_owner_type: owner.type, billing_owner_id: owner.id },
    }).id;
    const { stdout: before } = await explain(formatOwner(owner));
    expect(before).toContain(`To put it right: billing-portal reconcile ${formatOwner(owner)}`);
    await store.linkConflicts.setAside(
      { customerId: second, owner, livemode: false, kind: 'owner_has_other_customer', seenBy: 'evt_1' },
      new Date().toISOString(),
    );
    for (const target of [second, formatOwner(owner)]) {
      const { stdout } = await explain(target);
      expect(flat(stdout)).toContain(`who has another customer here, ${first}.`);
      expect(stdout).not.toContain('billing-portal reconcile');
      expect(stdout).toContain(`billing-portal customers link ${formatOwner(owner)} ${second} --replace`);
    }
    const { stripe } = await explained(envOf(service()), formatOwner(owner));
    expect(stripe.customers).toContainEqual(
      expect.objectContaining({ customerId: second, outcome: 'conflict' }),
    );
    expect(stripe.repair).toContain(`billing-portal customers conflicts --owner ${formatOwner(owner)}`);
  });
});

await forEachService('explain › the store and Stripe', (service) => {
  it('says where they differ, and the command that it names repairs it', async () => {
    const { standIn, givenAccount } = service();
    const owner = { type: 'user', id: newUser() } as const;
    const customer = await givenAccount(owner, { subscriptionStatus: 'active' });
    standIn.create.subscription({ customer, items: [{ price: priceIn(service()) }], status: 'past_due' });
    const { stripe } = await explained(envOf(service()), formatOwner(owner));
    expect(stripe).toMatchObject({
      customers: [
        { customerId: customer, state: 'there', subscriptionStatus: 'past_due', outcome: 'updated' },
      ],
      repair: [`billing-portal reconcile ${formatOwner(owner)}`],
    });
    const [, ...repair] = stripe.repair[0].split(' ');
    expect(await cli(repair, { env: envOf(service()) })).toMatchObject({ status: 0 });
    expect((await explained(envOf(service()), formatOwner(owner))).stripe).toMatchObject({
      customers: [{ outcome: 'unchanged' }],
      repair: [],
    });
  });

  it('without a key: Stripe is not asked, and the mode is the one of the account', async () => {
    const owner = { type: 'user', id: newUser() } as const;
    await service().givenAccount(owner, { livemode: true });
    const { databaseUrl } = service();
    const outcome = await explained({ DATABASE_URL: databaseUrl }, formatOwner(owner));
    expect(outcome).toMatchObject({
      livemode: true,
      stripe: { asked: false, why: 'Not asked: STRIPE_SECRET_KEY is not set.' },
    });
    expect(codesOf(outcome.now)).toMatchObject({ openSubscriptionsPortal: 'opens' });
  });
});

await forEachService('explain › as text', (service) => {
  it('fits into 100 columns, and no id steers the terminal', async () => {
    const owner = { type: 'user', id: `u\u001b[31m ${'very '.repeat(30)}${newUser()}` } as const;
    const { standIn, store, givenKey } = service();
    await service().givenAccount({ type: 'user', id: owner.id });
    await givenKey({ userId: owner.id, name: 'A name with many words, '.repeat(4) });
    await service().post('/api/billing-portal', { token: await tokenOf(owner.id) });
    const { id } = standIn.create.customer({
      metadata: { billing_owner_type: 'user', billing_owner_id: owner.id },
    });
    await store.linkConflicts.setAside(
      { customerId: id, owner, livemode: false, kind: 'owner_has_other_customer', seenBy: 'evt_1' },
      new Date().toISOString(),
    );
    const { status, stdout, stderr } = await cli(['explain', formatOwner(owner)], { env: envOf(service()) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('\\u{1b}');
    // Tables and commands are not broken.
    const prose = stdout.split('\n').filter((line) => !/billing-portal/.test(line));
    expect(prose.filter((line) => line.length > 100)).toEqual([]);
    const headings = [...stdout.matchAll(/^\S.*$/gm)].map(([heading]) => heading);
    expect(headings.slice(-8)).toEqual([
      'Directory',
      'Billing accounts',
      'Set aside',
      'Stripe events',
      'Last portal requests',
      'API keys',
      'Stripe now',
      'A portal request now',
    ]);
  });

  it.each([
    ['no target', []],
    ['a target that is none', ['u 1']],
    ['an owner without an id', ['user:']],
    ['an option that is none', ['user:u1', '--fix']],
  ])('refuses %s as wrong use', async (_name, args) => {
    expect(await cli(['explain', ...args], { env: envOf(service()) })).toMatchObject({
      status: 2,
      stdout: '',
    });
  });
});
