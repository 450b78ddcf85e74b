import { describe, expect, it, onTestFinished } from 'vitest';
import { startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { forEachDatabase, openRaw } from '../store/databases.ts';
import { killInFlight } from './killed.ts';

await forEachDatabase((_kind, open, url) => {
  describe('kill -9 while a request is under way', () => {
    it('the retry is told to wait, and succeeds once the lock is past', { timeout: 60_000 }, async () => {
      const standIn = await startStandIn();
      onTestFinished(() => standIn.close());
      const { program, retry, portalSessions } = await killInFlight(url(), open(), standIn);
      onTestFinished(async () => void (await program.stop('SIGKILL')));

      const asked = portalSessions();
      const early = await retry();
      expect(early).toMatchObject({ status: 409, body: { error: { code: 'IDEMPOTENCY_IN_PROGRESS' } } });
      expect(early.headers.get('retry-after')).toBe('1');
      expect(portalSessions()).toBe(asked);

      const raw = openRaw(url());
      const [row] = await raw('idempotency').select('locked_until');
      const milliseconds = Date.parse(row.locked_until) - Date.now();
      // The promise is a minute, and the retry itself may take eight seconds.
      expect(milliseconds).toBeLessThan(50_000);
      expect(milliseconds).toBeGreaterThan(0);
      await raw('idempotency').update({ locked_until: new Date(Date.now() - 1).toISOString() });
      await raw.destroy();

      const late = await retry();
      expect(late.status).toBe(200);
      expect(late.headers.get('idempotent-replayed')).toBeNull();
      expect(portalSessions()).toBe(asked + 1);
      const again = await retry();
      expect(again.body).toEqual(late.body);
      expect(portalSessions()).toBe(asked + 1);
    });
  });
});
