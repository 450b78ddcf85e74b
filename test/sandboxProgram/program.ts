import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { afterAll, vi } from 'vitest';

const main = new URL('../../src/sandbox/main.ts', import.meta.url).pathname;

export type Program = {
  /** Its process. */
  readonly pid: number;
  /** All that it has written so far. */
  output(): string;
  /** The address of the demo app, as it printed it. */
  demoAppUrl(): string;
  /** The lines to paste, as it printed them. */
  curlLines(): string[];
  signal(name: NodeJS.Signals): void;
  /** Sends a signal, and gives the exit status: null where the signal killed it. */
  stop(name: NodeJS.Signals): Promise<number | null>;
};

// A start takes a second; on a machine that is busy with other tests, several.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const children: ChildProcess[] = [];
const folders: string[] = [];

afterAll(async () => {
  for (const child of children.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder for the program to run in; its data is in `data` there. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-sandbox-'));
  folders.push(folder);
  return folder;
}

/** Starts the sandbox program as a process of its own, and waits until it is ready. */
export async function startProgram(folder: string, env: Record<string, string>): Promise<Program> {
  const { child, output } = launch(folder, env);
  const exited = once(child, 'exit');
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', () => output().includes('Ready.') && resolve());
  });
  await Promise.race([ready, exited]);
  if (child.exitCode !== null) throw new Error(`The sandbox ended: ${output()}`);
  return {
    pid: child.pid ?? 0,
    output,
    demoAppUrl: () => /Demo app +(http:\S+)/.exec(output())?.[1] ?? '',
    curlLines: () =>
      output()
        .split('\n')
        .filter((line) => line.startsWith('curl ')),
    signal: (name) => child.kill(name),
    async stop(name) {
      child.kill(name);
      const [code] = await exited;
      return code;
    },
  };
}

/** Starts the program where it must refuse to run. */
export async function refusal(
  folder: string,
  env: Record<string, string>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { child, output } = launch(folder, env);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

/** Runs a line as somebody would who pasted it, and gives what it prints. */
export async function paste(line: string, folder = tmpdir()): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', line], { cwd: folder });
  return stdout;
}

/** The URL in the answer of a portal route. */
export async function portalUrl(curlLine: string): Promise<string> {
  const answer: { url?: string } = JSON.parse(await paste(curlLine));
  if (answer.url === undefined) throw new Error(`No url: ${JSON.stringify(answer)}`);
  return answer.url;
}

export const envFile = (folder: string) => join(folder, 'data/sandbox.env');

/** The names in `sandbox.env`, in their order. */
export function namesIn(folder: string): string[] {
  return [...readFileSync(envFile(folder), 'utf8').matchAll(/^(?:export )?(\w+)=/gm)].map(
    ([, name = '']) => name,
  );
}

/** The variables of `sandbox.env`. */
export function credentialsIn(folder: string): Record<string, string> {
  const entries = Object.entries(parseEnv(readFileSync(envFile(folder), 'utf8')));
  return Object.fromEntries(entries.map(([name, value = '']) => [name, value]));
}

/**
 * Ports that are free now, for the service and for the stand-in: below those that the system gives to whoever asks for
 * any, or another test would be given one of them.
 */
export async function freePorts(): Promise<{ PORT: string; STAND_IN_PORT: string }> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if ((await isFree(port)) && (await isFree(port + 1))) {
      return { PORT: String(port), STAND_IN_PORT: String(port + 1) };
    }
  }
}

/** Takes a port, until the returned function is called. */
export async function occupy(port: string | number): Promise<() => Promise<void>> {
  const server = createServer().listen(Number(port), '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    await once(server.close(), 'close');
  };
}

/** Whether nothing listens on a port. */
export async function isFree(port: string | number): Promise<boolean> {
  return occupy(port).then(
    async (release) => {
      await release();
      return true;
    },
    () => false,
  );
}

function launch(folder: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  const note = (chunk: string) => {
    text += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', note);
  child.stderr.setEncoding('utf8').on('data', note);
  return { child, output: () => text };
}
