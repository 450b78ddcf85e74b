import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Client, createClient } from '../harness/client.ts';
import { jwtSecret } from '../harness/tokens.ts';

const appUrl = 'https://yourapp.com';
const main = join(import.meta.dirname, '../../src/main.ts');

/** The service proper as a process of its own. */
export type Program = Client & {
  /** Everything that it wrote so far, on both outputs. */
  output(): string;
  /** @returns the exit status; null where the signal ended it. */
  stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
};

export type ProgramSettings = {
  readonly databaseUrl: string;
  /** Of the Stripe stand-in. */
  readonly stripeUrl: string;
  readonly env?: Record<string, string>;
};

/**
 * Starts the real program, on any free port, and waits until it listens. Whoever starts it stops it.
 *
 * @throws Error with what it wrote where it ended early.
 */
export async function startProgram({ databaseUrl, stripeUrl, env = {} }: ProgramSettings): Promise<Program> {
  const child = spawn(process.execPath, [main], {
    env: {
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://127.0.0.1',
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: 'sk_test_1234567890',
      STRIPE_API_BASE: stripeUrl,
      JWT_SECRET: jwtSecret,
      RETURN_URL_ORIGINS: appUrl,
      DEFAULT_RETURN_URL: `${appUrl}/dashboard`,
      RATE_LIMIT: '1000000',
      AUTH_FAILURE_LIMIT: '1000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const output = outputOf(child);
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', () => {
      const listening = /"port":(\d+),"msg":"listening"/.exec(output())?.[1];
      if (listening !== undefined) resolve(Number(listening));
    });
    child.on('exit', () => reject(new Error(`It ended early: ${output()}`)));
  });
  return {
    ...createClient(`http://127.0.0.1:${port}`),
    output,
    async stop(signal) {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

function outputOf({ stdout, stderr }: Pick<ChildProcess, 'stdout' | 'stderr'>): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  return () => text;
}
