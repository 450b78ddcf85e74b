import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  allDoors,
  givenVisitor,
  subscriptionsByKey,
  subscriptionsByToken,
} from '../contracts/shared/doors.ts';
import { codeOf } from '../harness/spec.ts';
import { jwtSecret } from '../harness/tokens.ts';
import { answerOf, errors, good } from '../http/kinds.ts';
import { bearer, dial, request } from '../http/wire.ts';
import { useProgram } from './useProgram.ts';

const observed = useProgram({ CORS_ORIGINS: 'https://app.example.com' });

/** What a line of a request may have, and nothing else. */
const fields = ['level', 'time', 'requestId', 'operation', 'method', 'status', 'code', 'seconds', 'path'];
const mayHave = [...fields, 'user', 'apiKey', 'remoteAddress', 'disconnected', 'msg'];

describe('every answer has one line, under the name that the caller was told', () => {
  it.each([...good, ...errors])('$status, $name', async (kind) => {
    const { headers, text } = await answerOf(observed(), kind);
    const lines = await observed().linesOf(headers.get('x-request-id') ?? '');
    const [line, ...more] = lines.filter(({ msg }) => msg === 'request');
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      operation: expect.stringMatching(/^(none|[a-z][A-Za-z]+)$/),
      method: expect.stringMatching(/^[A-Z]+$/),
      status: kind.status,
      code: codeOf(text) ?? '',
      seconds: expect.any(Number),
      path: expect.stringMatching(/^\/[^?]*$/),
      remoteAddress: '127.0.0.1',
    });
    expect(Object.keys(line ?? {}).filter((name) => !mayHave.includes(name))).toEqual([]);
  });
});

describe('the line of a portal', () => {
  it.each(allDoors)('$path by $credential says whose and by what', async (door) => {
    const { token, owner } = await givenVisitor(observed(), door);
    const wire = dial(observed().url);
    const reply = await wire.ask(request('POST', `${door.path}`, bearer(token)));
    wire.hangUp();
    const [line] = await observed().linesOf(reply?.headers.get('x-request-id') ?? '');
    expect(line).toMatchObject({
      operation: door.operation,
      method: 'POST',
      path: door.path,
      status: 200,
      code: '',
    });
    expect(owner.id).toContain(line?.user);
    expect(typeof line?.apiKey).toBe(door.credential === 'an API key' ? 'string' : 'undefined');
  });
});

describe('a caller who hangs up', () => {
  it('is told apart from one who was answered', async () => {
    const { token } = await givenVisitor(observed(), subscriptionsByToken);
    observed().standIn.faults.next({ kind: 'hang' });
    const before = observed().portalSessions();
    const wire = dial(observed().url);
    wire.send(request('POST', subscriptionsByToken.path, { ...bearer(token), 'X-Request-Id': 'gone' }));
    await expect.poll(() => observed().portalSessions(), { interval: 5, timeout: 5_000 }).toBe(before + 1);
    wire.hangUp();
    const lines = await observed().linesOf('gone');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ status: 499, code: '', disconnected: true, remoteAddress: '127.0.0.1' });
  });
});

describe('what failed', () => {
  const failures = errors.filter(({ status }) => status >= 500);

  it.each(failures)(
    '$status, $name has a line for whoever runs the service, under the same name',
    async (kind) => {
      const { headers } = await answerOf(observed(), kind);
      const lines = await observed().linesOf(headers.get('x-request-id') ?? '');
      expect(lines).toContainEqual(
        expect.objectContaining({ level: 'error', msg: 'failed', code: expect.any(String) }),
      );
    },
  );

  it('a refused credential has one that says why, which the caller is not told', async () => {
    const reply = await observed().program.post(subscriptionsByKey.path, { token: 'llmgen_x' });
    const lines = await observed().linesOf(reply.headers.get('x-request-id') ?? '');
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', msg: 'refused', reasons: ['malformed'] }),
    );
  });
});

describe('what nobody may read in the log', () => {
  it('is not there, wherever a caller puts it', async () => {
    const { token } = await givenVisitor(observed(), subscriptionsByToken);
    const key = await givenVisitor(observed(), subscriptionsByKey);
    const withEmail = await new SignJWT({ sub: 'u1', email: 'ada@canary.example', orgId: 'o1' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('15m')
      .sign(new TextEncoder().encode(jwtSecret));
    const portal = await observed().program.post(subscriptionsByToken.path, { token });
    const secrets = [
      token,
      key.token,
      withEmail,
      portal.body.url,
      'ada@canary.example',
      jwtSecret,
      'sk_test_1234567890',
    ];

    let last = '';
    for (const secret of secrets) {
      const escaped = encodeURIComponent(secret);
      const path = subscriptionsByToken.path;
      const attempts = [
        request('POST', path, bearer(secret)),
        request('POST', path, { Authorization: `Basic ${secret}` }),
        request(
          'POST',
          path,
          { ...bearer(token), 'Content-Type': 'application/json' },
          JSON.stringify({ returnUrl: secret }),
        ),
        request(
          'POST',
          path,
          { ...bearer(token), 'Content-Type': 'application/json' },
          JSON.stringify({ [secret]: 1 }),
        ),
        request('POST', path, { ...bearer(token), 'Content-Type': 'application/json' }, secret),
        request('POST', `${path}?a=${escaped}`, bearer(token)),
        request('GET', `/nowhere/${escaped}`),
        request('GET', `/nowhere/${secret}`),
        request('POST', path, {
          ...bearer(token),
          Cookie: secret,
          'User-Agent': secret,
          Origin: secret,
          Referer: secret,
        }),
        request('POST', path, { ...bearer(token), 'Idempotency-Key': secret }),
      ];
      for (const sent of attempts) {
        const wire = dial(observed().url);
        last = (await wire.ask(sent))?.headers.get('x-request-id') ?? '';
        wire.hangUp();
      }
    }
    await observed().linesOf(last);
    const output = observed().program.output();
    const leaked = secrets
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .filter((text) => output.includes(text));
    expect(leaked).toEqual([]);
    expect(output.includes('"operation":"openSubscriptionsPortal"')).toBe(true);
  });
});
