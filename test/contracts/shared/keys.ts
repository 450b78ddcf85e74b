import { expect, it } from 'vitest';
import { hashApiKey } from '../../../src/auth/apiKeyFormat.ts';
import { apiKeyIssuerOf } from '../../../src/build.ts';
import { appUrl, newUser, type TestService } from '../../harness/service.ts';
import { expectError, expectPortalOf, lastReturnUrl } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';

/** Puts a new key in the place of one; the old one stays good for so many seconds. */
export async function rotate({ store }: TestService, key: string, overlapSeconds: number): Promise<string> {
  const old = await store.apiKeys.findByHash(hashApiKey(key));
  if (old === undefined) throw new Error('no such key');
  const issued = await apiKeyIssuerOf(store, { apiKeyPrefix: 'llmgen_' }).rotate(old, overlapSeconds);
  if (issued === undefined) throw new Error('not rotated');
  return issued.key;
}

/** Takes a key back. */
export async function revoke({ store }: TestService, key: string): Promise<void> {
  const record = await store.apiKeys.findByHash(hashApiKey(key));
  if (record === undefined || !(await store.apiKeys.revoke(record.id))) throw new Error('not revoked');
}

/** 200 with API keys that are good. */
export function goodKeys(service: () => TestService, door: Door): void {
  it('while a key is rotated the old and the new one open the same portal', async () => {
    const { token: old, customer } = await givenVisitor(service(), door);
    const next = await rotate(service(), old, 600);
    for (const token of [old, next]) {
      await expectPortalOf(await service().post(door.path, { token }), customer);
    }
  });

  it('a key that expires is good until then', async () => {
    const user = newUser();
    const customer = await service().givenAccount({ type: 'user', id: user });
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const token = await service().givenKey({ userId: user, expiresAt });
    await expectPortalOf(await service().post(door.path, { token }), customer);
  });

  it('a key with return origins leads back to these', async () => {
    const user = newUser();
    const customer = await service().givenAccount({ type: 'user', id: user });
    const token = await service().givenKey({ userId: user, returnOrigins: ['http://localhost:5173'] });
    const returnUrl = 'http://localhost:5173/back';
    await expectPortalOf(await service().post(door.path, { token, json: { returnUrl } }), customer);
    expect(lastReturnUrl(service())).toBe(returnUrl);
  });
}

/** 400 with API keys whose return origins do not allow what was asked for. */
export function narrowKeys(service: () => TestService, door: Door): void {
  const narrow = async (returnOrigins: readonly string[]) => {
    const user = newUser();
    await service().givenAccount({ type: 'user', id: user });
    return service().givenKey({ userId: user, returnOrigins });
  };

  it('a key whose origins exclude the dashboard must say where to: returnUrl is required', async () => {
    const token = await narrow(['http://localhost:5173']);
    const message =
      "returnUrl is required with this API key, because the default page is not among the key's return origins.";
    expectError(service(), door, await service().post(door.path, { token }), {
      status: 400,
      code: 'VALIDATION_FAILED',
      message: `The request is not valid. ${message}`,
      details: [{ code: 'invalid_type', path: ['returnUrl'], message }],
    });
  });

  it.each([
    { why: 'the service allows and the key does not', origins: ['http://localhost:5173'] },
    { why: 'neither allows, for a key without any', origins: [] },
  ])('an origin that $why is refused', async ({ origins }) => {
    const token = await narrow(origins);
    const reply = await service().post(door.path, { token, json: { returnUrl: `${appUrl}/dashboard` } });
    expectError(service(), door, reply, {
      status: 400,
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('returnUrl must lead back to the app'),
      details: [{ code: 'custom', path: ['returnUrl'] }],
    });
  });

  it('an origin that the key allows and the service does not is refused', async () => {
    const token = await narrow(['https://partner.example']);
    const reply = await service().post(door.path, { token, json: { returnUrl: 'https://partner.example/' } });
    expectError(service(), door, reply, {
      status: 400,
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('returnUrl must lead back to the app'),
      details: [{ code: 'custom', path: ['returnUrl'] }],
    });
  });
}
