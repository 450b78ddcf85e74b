import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { deliver, deliveryOf } from '../contracts/shared/webhooks.ts';
import { type Program, type ProgramSettings, startProgram } from '../replicas/program.ts';
import { webhookSecret } from '../sync/deliveries.ts';

/** The real service, as a process of its own that takes webhooks over HTTP and follows Stripe. */
export type Follower = {
  /** The process there is now. */
  program(): Program;
  /** Delivers an event as Stripe does: signed, and again and again until it is taken. */
  deliver(event: object): Promise<void>;
  /** kill -9, and a new process in its place. */
  killAndRestart(): Promise<void>;
};

/** Starts the service proper with the settings of production; it is gone when the test ends. */
export async function startFollower(settings: Omit<ProgramSettings, 'env'>): Promise<Follower> {
  const start = () => startProgram({ ...settings, env: { STRIPE_WEBHOOK_SECRET: webhookSecret } });
  let program = await start();
  onTestFinished(async () => void (await program.stop('SIGKILL')));
  return {
    program: () => program,
    async deliver(event) {
      while (!(await isTaken(program, event))) await sleep(50);
    },
    async killAndRestart() {
      await program.stop('SIGKILL');
      program = await start();
    },
  };
}

async function isTaken(program: Program, event: object): Promise<boolean> {
  try {
    return (await deliver(program, deliveryOf(event))).status === 200;
  } catch (error) {
    // What fetch throws where nobody answers; anything else is an answer that is not as the spec says.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
