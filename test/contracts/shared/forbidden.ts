import { expect, it } from 'vitest';
import { newUser, type TestService } from '../../harness/service.ts';
import { expectError } from './answers.ts';
import type { Door } from './doors.ts';

/** 403 for API keys that lack the scope, whether or not there is a portal to open. */
export function wantsScope(service: () => TestService, door: Door): void {
  it.each([
    { name: 'no scope', scopes: [] },
    { name: 'another scope', scopes: ['portal:read'] },
    { name: 'one that only begins alike', scopes: ['portal:create:more', 'portal'] },
  ])('an API key with $name', async ({ scopes }) => {
    const user = newUser();
    await service().givenAccount({ type: 'user', id: user });
    const token = await service().givenKey({ userId: user, scopes });
    const reply = await service().post(door.path, { token });
    expectError(service(), door, reply, {
      status: 403,
      code: 'FORBIDDEN',
      message: 'This API key does not have the scope portal:create. Use a key that has it.',
    });
    expect(reply.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_scope", scope="portal:create"',
    );
    expect(service().portalSessions()).toBe(0);
  });
}
