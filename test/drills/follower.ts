import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deliveryOf } from '../sync/deliveries.ts';

export type Follower = {
  /** Delivers an event as Stripe does: again and again, until it is taken. */
  deliver(event: object): Promise<void>;
  /** kill -9, and a new process in its place. */
  killAndRestart(): Promise<void>;
  kill(): Promise<void>;
};

/** Starts a process that follows Stripe. */
export async function startFollower(parts: { databaseUrl: string; stripeUrl: string }): Promise<Follower> {
  let child: ChildProcess;
  let url: string;
  async function start(): Promise<void> {
    child = fork(fileURLToPath(new URL('follower.child.ts', import.meta.url)), [JSON.stringify(parts)], {
      execArgv: [],
    });
    [url] = await once(child, 'message');
  }
  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await start();
  return {
    async deliver(event) {
      while (true) {
        const { body, header = '' } = deliveryOf(event);
        const answer = await fetch(`${url}/webhooks/stripe`, {
          method: 'POST',
          headers: { 'stripe-signature': header, 'content-type': 'application/json' },
          body: new Uint8Array(body),
        }).catch(() => undefined);
        await answer?.arrayBuffer().catch(() => {});
        if (answer?.ok) return;
        await sleep(50);
      }
    },
    async killAndRestart() {
      await kill();
      await start();
    },
    kill,
  };
}
