import { expect, it } from 'vitest';
import type { Role } from '../../../src/billing/role.ts';
import { newUser, type TestService, tokenOf } from '../../harness/service.ts';
import { type Door, givenVisitor } from './doors.ts';
import { eligible, ineligible } from './eligibility.ts';

type Told = { readonly code: string; readonly message: string };

/** 200 whichever the answer is: the portal's own decision, without a portal. */
export function tellsEligibility(service: () => TestService, door: Door): void {
  const flat = door.envelope === 'flat' ? { success: true } : {};
  const ask = (token: string) => service().get(`${door.path}/eligibility`, { token });

  async function expectEligible(token: string): Promise<void> {
    const before = service().portalSessions();
    const reply = await ask(token);
    expect({ status: reply.status, body: reply.body }).toEqual({
      status: 200,
      body: { ...flat, eligible: true },
    });
    expect(reply.headers.get('cache-control')).toBe('private, max-age=10');
    // Seen in a browser: after somebody else signed in, it gave them the answer of the one before.
    expect(reply.headers.get('vary')).toContain('Authorization');
    expect(service().portalSessions()).toBe(before);
  }

  async function expectRefusal(token: string, { code, message }: Told): Promise<void> {
    const docUrl = `${service().url}/api/errors/#${code.toLowerCase().replaceAll('_', '-')}`;
    const reply = await ask(token);
    const body = { ...flat, eligible: false, code, message, docUrl };
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 200, body });
    expect(reply.headers.get('cache-control')).toBe('private, max-age=10');
    const portal = await service().post(door.path, { token });
    expect(portal.body.error?.code ?? portal.body.error_code).toBe(code);
  }

  const getsIn =
    door.noAccount.code === 'NO_STRIPE_CUSTOMER' && door.envelope === 'nested'
      ? eligible
      : [...eligible, ...ineligible];
  it.each(getsIn)(
    'a portal would open for a customer of this history: $who',
    async ({ who: _, ...facts }) => {
      await expectEligible((await givenVisitor(service(), door, facts)).token);
    },
  );

  it.each(ineligible.filter((history) => !getsIn.includes(history)))(
    'none would open, and why, for a customer of this history: $who',
    async ({ who: _, ...facts }) => {
      await expectRefusal((await givenVisitor(service(), door, facts)).token, door.noAccount);
    },
  );

  it('none would open for somebody without a billing account', async () => {
    await expectRefusal((await door.givenNewcomer(service())).token, door.noAccount);
  });

  if (door.credential === 'an API key') {
    it('none would open for a key without the scope', async () => {
      const token = await service().givenKey({ userId: newUser(), scopes: [] });
      await expectRefusal(token, {
        code: 'FORBIDDEN',
        message: 'This API key does not have the scope portal:create. Use a key that has it.',
      });
    });
  }

  if (door.envelope !== 'flat') return;
  it.each<Role>(['user', 'workspaces'])('none would open for a member with the role %s', async (role) => {
    const user = newUser();
    await service().givenMember(user, `o-${user}`, role);
    await service().givenAccount({ type: 'organization', id: `o-${user}` });
    await expectRefusal(await tokenOf(user), {
      code: 'FORBIDDEN',
      message:
        'Your role in the organization does not allow you to manage its billing. Ask a member who may.',
    });
  });

  it('none would open for a user whom the directory does not know', async () => {
    await expectRefusal(await tokenOf(newUser()), {
      code: 'USER_NOT_FOUND',
      message: 'User not found. The access token is valid, but the service does not know its user.',
    });
  });
}
