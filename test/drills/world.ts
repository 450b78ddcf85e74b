import { onTestFinished } from 'vitest';
import { apiKeyIssuerOf } from '../../src/build.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { openStore, type Store } from '../../src/store/connection.ts';
import { newUser, tokenOf } from '../harness/service.ts';
import { type Program, startProgram } from '../replicas/program.ts';

/** Somebody with a billing account, and a credential of each kind. */
export type Customer = { readonly userId: string; readonly token: string; readonly key: string };

export type World = {
  readonly standIn: StandIn;
  readonly store: Store;
  readonly customer: Customer;
  /** Starts the real program on the database; it is gone when the test ends. */
  start(env?: Record<string, string>): Promise<Program>;
};

/** What a drill needs around the real program, on a database that is migrated; all is closed when the test ends. */
export async function givenWorld(databaseUrl: string): Promise<World> {
  const standIn = await startStandIn();
  onTestFinished(() => standIn.close());
  const store = openStore(databaseUrl);
  onTestFinished(() => store.close());

  const userId = newUser();
  const { id: customerId } = standIn.create.customer();
  await store.billingAccounts.link({
    owner: { type: 'user', id: userId },
    customerId,
    livemode: false,
    purchasedAt: null,
    subscriptionStatus: 'active',
    setBy: 'drill',
    setAt: new Date().toISOString(),
  });
  const issuer = apiKeyIssuerOf(store, { apiKeyPrefix: 'llmgen_' });
  const { key } = await issuer.issue({ userId, name: 'drill' });
  return {
    standIn,
    store,
    customer: { userId, token: await tokenOf(userId), key },
    async start(env = {}) {
      const program = await startProgram({ databaseUrl, stripeUrl: standIn.url, env });
      onTestFinished(async () => void (await program.stop('SIGKILL')));
      return program;
    },
  };
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
export const portalPath = '/api/billing-portal';
