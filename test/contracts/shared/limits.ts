import { expect, it } from 'vitest';
import type { TestService } from '../../harness/service.ts';
import { expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';

const tooMany = {
  status: 429,
  code: 'RATE_LIMITED',
  message: 'Too many requests. Wait as long as the Retry-After header says, then send the request again.',
};

/** So many a minute for each principal. To be run with RATE_LIMIT=5. */
export function limitsRequests(service: () => TestService, door: Door): void {
  it('every answer says what is left, and the sixth is too many', async () => {
    const { token } = await givenVisitor(service(), door);
    for (const left of [4, 3, 2, 1, 0]) {
      const { status, headers } = await service().post(door.path, { token });
      expect(status).toBe(200);
      expect(headers.get('ratelimit-policy')).toBe('"default";q=5;w=60');
      expect(headers.get('ratelimit')).toMatch(new RegExp(`^"default";r=${left};t=([1-9]|[1-5][0-9]|60)$`));
    }
    const before = service().portalSessions();
    const reply = await service().post(door.path, { token });
    expectError(service(), door, reply, tooMany);
    const [, seconds] = /;r=0;t=(\d+)$/.exec(reply.headers.get('ratelimit') ?? '') ?? [];
    expect(reply.headers.get('retry-after')).toBe(seconds);
    expect(service().portalSessions()).toBe(before);
  });

  it("one principal's requests are not another's", async () => {
    const [one, other] = [await givenVisitor(service(), door), await givenVisitor(service(), door)];
    for (let request = 0; request < 6; request++) await service().post(door.path, { token: one.token });
    expect((await service().post(door.path, { token: other.token })).status).toBe(200);
  });

  it('a request that is not valid counts, too', async () => {
    const { token } = await givenVisitor(service(), door);
    const { headers } = await service().post(`${door.path}?x=1`, { token });
    expect(headers.get('ratelimit')).toMatch(/^"default";r=4;/);
  });
}

/** Guessing credentials is not free. To be run with AUTH_FAILURE_LIMIT=3, on a service that nothing else calls. */
export function limitsFailures(service: () => TestService, door: Door): void {
  it('requests without a credential guess nothing, and good ones are not counted', async () => {
    const { token } = await givenVisitor(service(), door);
    for (let request = 0; request < 5; request++) {
      expect((await service().post(door.path)).status).toBe(401);
      expect((await service().post(door.path, { token })).status).toBe(200);
    }
  });

  it('of 20 refused credentials at once, from whatever address they say, three are told', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        service().post(door.path, {
          token: `wrong-${index}`,
          headers: { 'X-Forwarded-For': `203.0.113.${index}`, Forwarded: `for=203.0.113.${index}` },
        }),
      ),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(17);
  });

  it('then no credential is looked at, not even a good one, until the minute is over', async () => {
    const { token } = await givenVisitor(service(), door);
    const reply = await service().post(door.path, { token });
    expectError(service(), door, reply, tooMany);
    expect(reply.headers.get('ratelimit-policy')).toBe('"auth-failures";q=3;w=60');
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });
}
