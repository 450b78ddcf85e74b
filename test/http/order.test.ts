import { describe, expect, it } from 'vitest';
import { catalogue, type ErrorCode } from '../../generated/catalogue.ts';
import { allDoors, type Door, givenVisitor } from '../contracts/shared/doors.ts';
import { codeOf } from '../harness/spec.ts';
import { useService } from './useService.ts';

/** What can be wrong with a request, in the order in which a caller is to hear of it. */
const faults = [
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'PAYLOAD_TOO_LARGE',
  'VALIDATION_FAILED',
] as const satisfies readonly ErrorCode[];
type Fault = (typeof faults)[number];

const service = useService();

/** Sends a request that has these faults and no other. */
function send(door: Door, token: string, wrong: readonly Fault[]) {
  const has = (fault: Fault) => wrong.includes(fault);
  const text = has('VALIDATION_FAILED') ? '{' : '{}';
  const bytes = has('PAYLOAD_TOO_LARGE') ? text.padEnd(20_000) : text;
  const sendsBody = has('UNSUPPORTED_MEDIA_TYPE') || has('PAYLOAD_TOO_LARGE') || has('VALIDATION_FAILED');
  const path = has('NOT_FOUND') ? `${door.path}/x` : door.path;
  return service().request(
    has('METHOD_NOT_ALLOWED') ? 'PUT' : 'POST',
    has('VALIDATION_FAILED') ? `${path}?a=b` : path,
    {
      token: has('UNAUTHORIZED') ? undefined : token,
      headers: { 'Content-Type': has('UNSUPPORTED_MEDIA_TYPE') ? 'text/plain' : 'application/json' },
      ...(sendsBody ? { bytes } : {}),
    },
  );
}

/** Where no body is taken, its type does not matter. */
const faultsAt = (door: Door): readonly Fault[] =>
  door.envelope === 'flat' ? faults.filter((fault) => fault !== 'UNSUPPORTED_MEDIA_TYPE') : faults;

describe.each(allDoors)('$path by $credential', (door) => {
  it('a request that is wrong in every way hears of one fault after the other', async () => {
    const { token } = await givenVisitor(service(), door);
    const heard: unknown[] = [];
    for (let left = faultsAt(door); left.length > 0; left = left.slice(1)) {
      const { status, text } = await send(door, token, left);
      heard.push(`${status} ${codeOf(text)}`);
    }
    expect(heard).toEqual(faultsAt(door).map((code) => `${catalogue[code].status} ${code}`));
    expect(await send(door, token, [])).toMatchObject({ status: 200 });
  });

  const pairs = faultsAt(door).flatMap((first, index) =>
    faultsAt(door)
      .slice(index + 1)
      .map((second) => ({ first, second })),
  );
  it.each(pairs)('$first goes before $second', async ({ first, second }) => {
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    expect(codeOf((await send(door, token, [first, second])).text)).toBe(first);
    expect(codeOf((await send(door, token, [second])).text)).toBe(second);
    expect(service().portalSessions()).toBe(before);
  });
});
