import { expect, it } from 'vitest';
import { newUser } from '../harness/service.ts';
import { useProgram } from './useProgram.ts';

const observed = useProgram();

it('a portal profile that is not applied is an error in the log, which names it and says what to do', async () => {
  const userId = newUser();
  await observed().givenAccount({ type: 'user', id: userId });
  const token = await observed().givenKey({ userId, portalProfile: 'enterprise' });
  const requestId = `profile-${userId}`;
  const response = await fetch(`${observed().url}/api/billing-portal`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'X-Request-Id': requestId },
  });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('enterprise');
  const lines = await observed().linesOf(requestId);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([
    expect.objectContaining({
      code: 'PORTAL_NOT_CONFIGURED',
      portalProfile: 'enterprise',
      err: expect.objectContaining({
        message: expect.stringMatching(/profile enterprise is not applied .*portal-config apply/),
      }),
    }),
  ]);
});
