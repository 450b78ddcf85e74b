import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { givenVisitor, subscriptionsByToken } from '../contracts/shared/doors.ts';
import { forEachService } from '../harness/forEachService.ts';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

beforeAll(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterAll(() => void vi.useRealTimers());

await forEachService(
  'the audit of portal sessions › retention',
  (service) => {
    it('what is older than AUDIT_RETENTION_DAYS goes, while the service runs', async () => {
      const { token } = await givenVisitor(service(), subscriptionsByToken);
      expect((await service().post(subscriptionsByToken.path, { token })).status).toBe(200);
      const { portalAttempts } = service().store;
      for (const attempt of await portalAttempts.list({ limit: 1 })) {
        for (const days of [29, 31, 400]) await portalAttempts.add({ ...attempt, at: daysAgo(days) });
      }
      expect(await portalAttempts.list({ limit: 10 })).toHaveLength(4);
      vi.advanceTimersByTime(60_000);
      await vi.waitFor(async () => expect(await portalAttempts.list({ limit: 10 })).toHaveLength(2));
    });
  },
  { env: { AUDIT_RETENTION_DAYS: '30' } },
);
