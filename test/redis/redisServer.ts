import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { expect, vi } from 'vitest';
import type { Client } from '../harness/client.ts';

const sharedServer = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

/** A database of the tests' Redis server (`TEST_REDIS_URL`). Each test file has a number of its own. */
export const redisUrl = (database: number) => new URL(`/${database}`, sharedServer).href;

const clientOf = (url: string) =>
  createClient({ url, socket: { connectTimeout: 2_000, reconnectStrategy: false } });

/** Runs work on a Redis database past the service, to see or do what it would not. */
export async function onRedis<T>(
  url: string,
  work: (client: ReturnType<typeof clientOf>) => Promise<T>,
): Promise<T> {
  const client = clientOf(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** Waits until a service counts in Redis. */
export function redisInUse(service: Client): Promise<void> {
  return vi.waitFor(async () => expect((await service.get('/readyz')).body.checks.redis).toBe('ok'), 5_000);
}

let problem: Promise<string | undefined> | undefined;

/** Whether tests must do without the Redis server of the tests; says so aloud. With REQUIRE_SERVICES=1, never. */
export async function withoutRedis(): Promise<boolean> {
  if (process.env.REQUIRE_SERVICES === '1') return false;
  problem ??= onRedis(redisUrl(0), (client) => client.ping()).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const found = await problem;
  if (found) console.warn(`Redis is not there, its tests are skipped: ${found}`);
  return found !== undefined;
}

/** Whether tests must do without a Redis server that they can stop; says so aloud. With REQUIRE_SERVICES=1, never. */
export function withoutRedisBinary(): boolean {
  if (process.env.REQUIRE_SERVICES === '1') return false;
  const missing = spawnSync('redis-server', ['--version']).error !== undefined;
  if (missing) console.warn('redis-server is not installed: the tests that stop Redis are skipped');
  return missing;
}

export type RedisServer = {
  readonly url: string;
  /** Starts it, on the same port each time, and waits until it answers. */
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Keeps every connection, and answers nothing any more. */
  hang(): void;
  goOn(): void;
  /** Ends it and removes what it left. */
  remove(): Promise<void>;
};

/** A Redis server that a test may stop: on a free port, in a temporary folder, not started yet. */
export async function createRedisServer(): Promise<RedisServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-redis-'));
  let child: ChildProcess | undefined;

  const kill = async () => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, 'exit');
    running.kill('SIGKILL');
    await exited;
  };
  return {
    url,
    async start() {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
      const started = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
      child = started;
      let output = '';
      for await (const text of started.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
        output += text;
        if (output.includes('Ready to accept connections')) break;
      }
      if (started.exitCode !== null) throw new Error(`redis-server ended: ${output}`);
      started.stdout.resume();
    },
    kill,
    hang: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
