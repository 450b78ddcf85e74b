import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { killInFlight } from '../replicas/killed.ts';
import { forEachDatabase } from '../store/databases.ts';

await forEachDatabase((kind, open, url) => {
  it('kill -9 in flight: the retry succeeds within 60 s', async () => {
    const standIn = await startStandIn();
    onTestFinished(() => standIn.close());
    const { program, killedAt, retry } = await killInFlight(url(), open(), standIn);
    onTestFinished(async () => void (await program.stop('SIGKILL')));
    const seconds = () => (performance.now() - killedAt) / 1_000;
    let told = 0;
    for (;;) {
      const { status, headers } = await retry();
      if (status === 200) break;
      expect(status).toBe(409);
      expect(seconds()).toBeLessThan(60);
      told += 1;
      await pause(Number(headers.get('retry-after')) * 1_000);
    }
    console.log(`${kind}: told to wait ${told} times, and answered ${seconds().toFixed(1)} s after the kill`);
    expect(told).toBeGreaterThan(0);
    expect(seconds()).toBeLessThan(60);
  });
});
