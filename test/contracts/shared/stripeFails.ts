import { expect, it } from 'vitest';
import type { Fault } from '../../../src/sandbox/standIn/faults.ts';
import type { Reply } from '../../harness/client.ts';
import type { TestService } from '../../harness/service.ts';
import { openRaw } from '../../store/databases.ts';
import { expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';

/** Calls a door while Stripe fails in this way, both tries of the call. */
async function whileStripe(service: TestService, door: Door, fault: Fault): Promise<Reply> {
  const { token } = await givenVisitor(service, door);
  service.standIn.faults.next({ ...fault, times: Number.POSITIVE_INFINITY });
  const reply = await service.post(door.path, { token });
  service.standIn.faults.clear();
  return reply;
}

/** 500: our key, our request, our configuration, our database's tables. Who calls is told nothing of it. */
export function failsInside(service: () => TestService, door: Door): void {
  const internalError = { status: 500, code: 'INTERNAL_ERROR', message: door.internalError };

  it.each([401, 403, 400, 402, 404, 409] as const)('Stripe refuses what we send with %i', async (status) => {
    const error = { message: 'A text of Stripe', code: 'a_code', param: 'a_param' };
    const reply = await whileStripe(service(), door, { kind: 'status', status, error });
    expectError(service(), door, reply, internalError);
    expect(reply.text).not.toMatch(/A text of Stripe|a_code|a_param/);
  });

  it('the portal has no configuration', async () => {
    const { token } = await givenVisitor(service(), door);
    service().standIn.disableDefaultPortalConfiguration();
    expectError(service(), door, await service().post(door.path, { token }), {
      status: 500,
      code: 'PORTAL_NOT_CONFIGURED',
      message: 'The billing portal is not set up yet. Please tell whoever runs this service.',
    });
  });

  it('a table is missing: no SQL in the answer', async () => {
    const { token } = await givenVisitor(service(), door);
    const database = openRaw(service().databaseUrl);
    await database.schema.dropTable('billing_accounts');
    await database.destroy();
    const reply = await service().post(door.path, { token });
    expectError(service(), door, reply, internalError);
    expect(reply.text).not.toMatch(/billing_accounts|select|relation/i);
  });
}

/** 502: Stripe answers, and not with a portal that we trust. */
export function distrustsStripe(service: () => TestService, door: Door): void {
  const faults: readonly (Fault & { readonly name: string })[] = [
    { name: 'an empty object', kind: 'empty' },
    { name: 'a page of HTML', kind: 'html' },
    { name: 'a URL of another host', kind: 'foreignUrl' },
    {
      name: 'a URL of a look-alike',
      kind: 'foreignUrl',
      url: 'https://billing.stripe.com.evil.example/p/session/test_1',
    },
    {
      name: "a URL of Stripe's over http",
      kind: 'foreignUrl',
      url: 'http://billing.stripe.com/p/session/test_1',
    },
  ];
  it.each(faults)('Stripe answers with $name', async ({ name: _, ...fault }) => {
    const reply = await whileStripe(service(), door, fault);
    expectError(service(), door, reply, {
      status: 502,
      code: 'STRIPE_BAD_RESPONSE',
      message: "Stripe's answer could not be used, so no portal was opened. Please try again.",
    });
    expect(reply.text).not.toMatch(/p\/session|evil/);
  });
}

/** 503: Stripe cannot be reached now. */
export function missesStripe(service: () => TestService, door: Door): void {
  const faults: readonly (Fault & { readonly name: string })[] = [
    { name: 'answers 503', kind: 'status', status: 503 },
    { name: 'asks for patience (429)', kind: 'status', status: 429 },
    { name: 'resets the connection', kind: 'reset' },
  ];
  it.each(faults)('Stripe $name', async ({ name: _, ...fault }) => {
    const reply = await whileStripe(service(), door, fault);
    expectError(service(), door, reply, {
      status: 503,
      code: 'STRIPE_UNAVAILABLE',
      message: 'Stripe cannot be reached at the moment. Please try again in a few seconds.',
    });
    expect(reply.headers.get('retry-after')).toBe('5');
  });

  it('Stripe fails once and answers at the second try: the portal opens', async () => {
    const { token } = await givenVisitor(service(), door);
    service().standIn.faults.next({ kind: 'status', status: 500 });
    expect(await service().post(door.path, { token })).toMatchObject({ status: 200 });
  });
}

/** 503: the database cannot be reached, which is no fault of the credential. Ends the service of its suite. */
export function missesDatabase(service: () => TestService, doors: readonly Door[]): void {
  it('the database cannot be reached: never a 401', async () => {
    const visitors = await Promise.all(
      doors.map(async (door) => ({ door, ...(await givenVisitor(service(), door)) })),
    );
    await service().store.close();
    for (const { door, token } of visitors) {
      const reply = await service().post(door.path, { token });
      expectError(service(), door, reply, {
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
        message: 'The service is not available at the moment. Please try again in a few seconds.',
      });
      expect(reply.headers.get('retry-after')).toBe('5');
    }
  });
}
