import { join, resolve } from 'node:path';
import { build } from '../build.ts';
import type { Config } from '../config.ts';
import { type Running, run } from '../run.ts';
import { banner } from './banner.ts';
import { type Credentials, readEnvFile } from './credentials/envFile.ts';
import { createKeeper, type KeeperParts, renewRegularly } from './credentials/keeper.ts';
import { ensureDemoOwners } from './demo/ensureOwners.ts';
import { ensureDemoPortal } from './demo/ensurePortal.ts';
import { letTimePass } from './demo/letTimePass.ts';
import { type DemoApp, startDemoApp } from './demoApp/startDemoApp.ts';
import { ensureWebhookEndpoint } from './ensureWebhookEndpoint.ts';
import { lockFolder } from './folderLock.ts';
import { type Memory, recall, remember } from './memory.ts';
import { candidatePorts, freePort, onFirstFree } from './ports.ts';
import {
  type Environment,
  loadSandboxConfig,
  pointAt,
  type SandboxConfig,
  welcome,
} from './sandboxConfig.ts';
import { type StandIn, startStandIn } from './standIn/standIn.ts';

export type Sandbox = Pick<Running, 'close' | 'log'> & {
  /** What to tell whoever started it. */
  readonly banner: string;
};

/**
 * Starts the sandbox: the stand-in for Stripe, the demo owners, and the service itself. When the service answers, all
 * else is ready, `sandbox.env` too.
 *
 * @param env `process.env`
 * @param dataFolder where everything is kept between two starts; made where it is missing.
 * @throws ConfigError, Node's error for a port that is taken, or an Error for the operator. Nothing is left running then.
 * @example
 * const sandbox = await startSandbox(process.env, 'data');
 * console.log(sandbox.banner);
 */
export async function startSandbox(env: Environment, dataFolder: string): Promise<Sandbox> {
  const folder = resolve(dataFolder);
  const memoryFile = join(folder, 'sandbox.json');
  const memory = await recall(memoryFile);
  const settings = await withPort(env, memory);

  const closers: (() => Promise<void>)[] = [await lockFolder(folder)];
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= inTurn(closers.toReversed());
    return closed;
  };
  try {
    const standIn = await startStandInOnItsPort(settings.config, memory, join(folder, 'stand-in.json'));
    closers.push(standIn.close);
    const demoApp = await startDemoAppBeside(standIn, settings.config, memory);
    closers.push(demoApp.close);
    await remember(memoryFile, {
      ...memory,
      standInPort: portOf(standIn.url),
      demoAppPort: portOf(demoApp.url),
    });

    const config = welcome(demoApp.url, pointAt(standIn.url, settings.config, env));
    const keeperParts = { ...settings, config, file: join(folder, 'sandbox.env') };
    const credentials = await prepare(keeperParts, standIn);

    const { store, log, close: closeService } = await run(config);
    closers.push(closeService);
    ensureWebhookEndpoint(standIn, config);
    standIn.publish(() => letTimePass(standIn.data, Math.floor(Date.now() / 1000)));
    const keeper = createKeeper({ ...keeperParts, store });
    closers.push(renewRegularly(keeper, (err) => log.warn({ err }, 'the credentials were not renewed')));
    demoApp.open({ standIn, store, serviceUrl: config.publicUrl, tokenOf: tokenIn(keeperParts.file) });
    const addresses = { standInUrl: standIn.url, demoAppUrl: demoApp.url };
    const facts = { config, ...addresses, credentials, envFile: keeperParts.file };
    return { log, close, banner: banner(facts) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function inTurn(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const closer of closers) await closer();
}

/** Makes what is missing, before the service listens: demo owners and their credentials. */
async function prepare(keeperParts: Omit<KeeperParts, 'store'>, standIn: StandIn): Promise<Credentials> {
  const { store, close } = build(keeperParts.config);
  try {
    await store.migrate();
    ensureDemoPortal(standIn);
    await ensureDemoOwners(store, standIn);
    return await createKeeper({ ...keeperParts, store }).renew();
  } finally {
    await close();
  }
}

/** Any free port is one that must be known beforehand, since the service's own address has it. */
async function withPort(env: Environment, memory: Memory): Promise<SandboxConfig> {
  const settings = loadSandboxConfig(env, memory);
  if (settings.config.port !== 0) return settings;
  return loadSandboxConfig({ ...env, PORT: String(await freePort()) }, memory);
}

function startStandInOnItsPort(
  { port, metricsPort, standInPort = 0 }: Config,
  memory: Memory,
  stateFile: string,
): Promise<StandIn> {
  const ports = candidatePorts(standInPort, memory.standInPort, [port, metricsPort]);
  return onFirstFree(ports, (candidate) => startStandIn({ port: candidate, stateFile }));
}

/** On the next port, or any that is free. */
function startDemoAppBeside(
  standIn: StandIn,
  { port, metricsPort, standInPort }: Config,
  memory: Memory,
): Promise<DemoApp> {
  const next = standInPort === 0 ? 0 : portOf(standIn.url) + 1;
  const ports = candidatePorts(next, memory.demoAppPort, [port, metricsPort]);
  return onFirstFree([...ports, 0], startDemoApp);
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** Reads a credential as it is now. */
function tokenIn(envFile: string): (name: string) => Promise<string> {
  return async (name) => (await readEnvFile(envFile))[name] ?? '';
}
