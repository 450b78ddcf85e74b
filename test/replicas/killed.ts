import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { StandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import type { Reply } from '../harness/client.ts';
import { newUser, tokenOf } from '../harness/service.ts';
import { type Program, startProgram } from './program.ts';

/** Somebody whose request was under way when the service was killed, and the service that came after. */
export type Survivor = {
  readonly program: Program;
  /** As `performance.now()` has it. */
  readonly killedAt: number;
  /** The same request with the same key once more. */
  retry(): Promise<Reply>;
  /** How often Stripe was asked so far. */
  portalSessions(): number;
};

/** Kills the real program (kill -9) while Stripe is at work on a request, and starts it again on the same database. */
export async function killInFlight(databaseUrl: string, store: Store, standIn: StandIn): Promise<Survivor> {
  const owner = { type: 'user', id: newUser() } as const;
  const { id: customerId } = standIn.create.customer();
  const setAt = new Date().toISOString();
  const facts = { purchasedAt: null, subscriptionStatus: 'active', setBy: 'test', setAt } as const;
  await store.billingAccounts.link({ owner, customerId, livemode: false, ...facts });

  const options = { token: await tokenOf(owner.id), headers: { 'Idempotency-Key': randomUUID() } };
  const send = (to: Program) => to.post('/api/v1/subscriptions/portal', options);
  const portalSessions = () => standIn.requests.filter(({ path }) => path.endsWith('/sessions')).length;

  const first = await startProgram({ databaseUrl, stripeUrl: standIn.url });
  const before = portalSessions();
  standIn.faults.next({ kind: 'hang' });
  const lost = send(first).catch(() => 'lost');
  await vi.waitFor(() => expect(portalSessions()).toBe(before + 1), 5_000);
  const killedAt = performance.now();
  await first.stop('SIGKILL');
  expect(await lost).toBe('lost');

  const program = await startProgram({ databaseUrl, stripeUrl: standIn.url });
  return { program, killedAt, retry: () => send(program), portalSessions };
}
