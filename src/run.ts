import type { AddressInfo, Server as NetServer } from 'node:net';
import type { Logger } from 'pino';
import { build } from './build.ts';
import type { Config } from './config.ts';
import { createServer } from './http/server.ts';
import { type MetricsServer, serveMetrics } from './observe/metricsServer.ts';
import type { Store } from './store/connection.ts';

/** A service that answers. */
export type Running = {
  readonly port: number;
  readonly store: Store;
  readonly log: Logger;
  /** Drains: requests that have begun are answered, then everything is closed. Safe to call twice. */
  close(): Promise<void>;
};

/**
 * Runs the service: builds it, migrates the database (under a lock) and serves.
 *
 * @param listener a server that listens already, whose port is taken over; otherwise the configuration's host and port.
 * @throws ApiError SERVICE_UNAVAILABLE where the database cannot be reached, or Node's error for a port that is taken.
 * @example
 * const service = await run(loadConfig(process.env, { program: 'service' }));
 * process.once('SIGTERM', () => void service.close());
 */
export async function run(config: Config, listener?: NetServer): Promise<Running> {
  const parts = build(config);
  const { log, store } = parts;
  const { server, drain } = createServer(parts.app);
  let metricsServer: MetricsServer | undefined;
  try {
    await parts.compileSpec();
    const migrated = await store.migrate();
    if (migrated.length > 0) log.info({ migrations: migrated }, 'migrated');
    // The sandbox's Stripe has a default that is good enough to try it out.
    if (config.program === 'service') await parts.appliedConfigurations.announce();
    const { host, metricsPort } = config;
    if (metricsPort !== undefined)
      metricsServer = await serveMetrics(parts.metrics.register, { port: metricsPort, host });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(listener ?? { port: config.port, ...(host === undefined ? {} : { host }) }, resolve);
    });
    const { port } = server.address() as AddressInfo;
    parts.sync.worker.start();
    log.info({ port }, 'listening');

    let closed: Promise<void> | undefined;
    const close = async () => {
      log.info({}, 'draining');
      parts.drain();
      await drain();
      await metricsServer?.close();
      await parts.close();
    };
    return {
      port,
      store,
      log,
      close() {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await metricsServer?.close();
    await parts.close();
    throw error;
  }
}
