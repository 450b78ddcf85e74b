import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import type { Client } from '../harness/client.ts';
import { startService, type TestService } from '../harness/service.ts';
import { onRedis, redisInUse, redisUrl, withoutRedis } from '../redis/redisServer.ts';
import { postgresAvailable } from '../store/databases.ts';
import { type Program, startProgram } from './program.ts';

type Environment = Record<string, string>;

/** Whether PostgreSQL or Redis is missing; says so aloud. With REQUIRE_SERVICES=1, never. */
export async function withoutServices(): Promise<boolean> {
  const [noRedis, hasPostgres] = [await withoutRedis(), await postgresAvailable()];
  return noRedis || (!hasPostgres && process.env.REQUIRE_SERVICES !== '1');
}

/** A key as `ENCRYPTION_KEY` has it. */
export const encryptionKey = () => randomBytes(32).toString('base64');

export type Replicas = readonly [TestService, Program, Program];

/**
 * Three replicas of the service for the tests of a suite, two of them processes of their own: one PostgreSQL database,
 * one Redis database, one Stripe, which is the first one's stand-in.
 *
 * @param environments what each replica has of its own.
 * @returns the replicas; only inside a test or a hook.
 */
export function useReplicas(
  redisDatabase: number,
  environments: readonly [Environment, Environment, Environment],
): () => Replicas {
  let running: Replicas | undefined;
  const url = redisUrl(redisDatabase);
  beforeAll(async () => {
    await onRedis(url, (client) => client.flushDb());
    const [own, ...others] = environments.map((each) => ({ REDIS_URL: url, ...each }));
    const first = await startService({ database: 'postgres', ...(own && { env: own }) });
    const start = (env: Environment = {}) =>
      startProgram({ databaseUrl: first.databaseUrl, stripeUrl: first.standIn.url, env });
    running = [first, ...(await Promise.all([start(others[0]), start(others[1])]))];
    await Promise.all(running.map(redisInUse));
  });
  afterAll(async () => {
    const [first, ...others] = running ?? [];
    await Promise.all(others.map((program) => program.stop('SIGTERM')));
    await first?.close();
  });
  return () => {
    if (running === undefined) throw new Error('The replicas are there in tests and hooks only');
    return running;
  };
}

/** Which replica is asked, as a load balancer does it: each in its turn. */
export const replicaAt = (replicas: Replicas, turn: number): Client =>
  replicas[turn % replicas.length] ?? replicas[0];
