import { describe, expect, it, vi } from 'vitest';
import { allDoors, givenVisitor, userDoors } from '../contracts/shared/doors.ts';
import { useService } from './useService.ts';
import { bearer, dial, request } from './wire.ts';

const service = useService();
const json = { 'Content-Type': 'application/json' };

describe('a caller who hangs up', () => {
  it.each(userDoors)('within the body, at $path by $credential: no portal is opened', async (door) => {
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    for (const body of ['', '{"returnUrl":']) {
      const wire = dial(service().url);
      // Its answer shows that the service has this connection and reads from it.
      expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
      wire.send(request('POST', door.path, { ...bearer(token), ...json, 'Content-Length': '60' }, body));
      wire.hangUp();
      await wire.closed;
    }
    expect(await service().post(door.path, { token })).toMatchObject({ status: 200 });
    expect(service().portalSessions()).toBe(before + 1);
  });

  it.each(allDoors)('while Stripe is slow, at $path by $credential: others are served', async (door) => {
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    service().standIn.faults.next({ kind: 'hang' });
    const wire = dial(service().url);
    wire.send(request('POST', door.path, bearer(token)));
    await vi.waitFor(() => expect(service().portalSessions()).toBe(before + 1), { interval: 5 });
    wire.hangUp();
    await wire.closed;
    expect(await service().post(door.path, { token })).toMatchObject({ status: 200 });
    // The one that was hung up was not tried a second time.
    expect(service().portalSessions()).toBe(before + 2);
  });

  it('does not hold a place at Stripe: the twenty are free again', async () => {
    const door = userDoors[0];
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    service().standIn.faults.next({ kind: 'hang', times: 20 });
    const wires = Array.from({ length: 20 }, () => dial(service().url));
    for (const wire of wires) wire.send(request('POST', door.path, bearer(token)));
    await vi.waitFor(() => expect(service().portalSessions()).toBe(before + 20), { interval: 5 });
    for (const wire of wires) wire.hangUp();
    expect(await service().post(door.path, { token })).toMatchObject({ status: 200 });
  });
});
