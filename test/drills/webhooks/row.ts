import { expect, onTestFinished, vi } from 'vitest';
import type { Owner } from '../../../src/billing/owner.ts';
import { type StandIn, startStandIn } from '../../../src/sandbox/standIn/standIn.ts';
import { openStore, type Store } from '../../../src/store/connection.ts';
import { createDatabase, type DatabaseKind } from '../../store/databases.ts';
import { freshUser } from '../../store/facts.ts';

/** Where a row of the promise about webhooks is shown, and by what chance; how many of each, the caller says. */
export type Row = { readonly database: DatabaseKind; readonly seed: number };

export const portalPath = '/api/v1/subscriptions/portal';
export const users = (count: number): readonly Owner[] => Array.from({ length: count }, freshUser);

/** A database of its own, so that nothing else is counted. */
export async function ownDatabase(kind: DatabaseKind): Promise<{ url: string; store: Store }> {
  const { url, drop } = await createDatabase(kind);
  const store = openStore(url);
  onTestFinished(async () => {
    await store.close();
    await drop();
  });
  return { url, store };
}

export async function ownStandIn(): Promise<StandIn> {
  const standIn = await startStandIn();
  onTestFinished(() => standIn.close());
  return standIn;
}

export const waiting = { timeout: 900_000, interval: 100 };

/** Resolves when every event that was taken is applied. */
export const settled = (store: Store) =>
  vi.waitFor(async () => expect((await store.stripeEvents.backlog()).waiting).toBe(0), waiting);
