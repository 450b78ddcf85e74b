import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { TestService } from '../../harness/service.ts';
import { openRaw } from '../../store/databases.ts';
import { expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';

const repeated = 'idempotent-replayed';

/** A request may be sent again under its key. */
export function repeats(service: () => TestService, door: Door): void {
  const send = (token: string, key: string) =>
    service().post(door.path, { token, headers: { 'Idempotency-Key': key } });

  it('the same request again gives the same portal, and Stripe is asked once', async () => {
    const { token } = await givenVisitor(service(), door);
    const [key, before] = [randomUUID(), service().portalSessions()];
    const first = await send(token, key);
    const second = await send(token, key);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect([first, second].map(({ headers }) => headers.get(repeated))).toEqual([null, 'true']);
    expect(service().portalSessions() - before).toBe(1);
  });

  it('the key is the same quoted and bare', async () => {
    const { token } = await givenVisitor(service(), door);
    const key = randomUUID();
    const first = await send(token, key);
    expect((await send(token, `"${key}"`)).body).toEqual(first.body);
  });

  it('a key is of one principal alone', async () => {
    const [one, other] = [await givenVisitor(service(), door), await givenVisitor(service(), door)];
    const key = randomUUID();
    const [first, second] = [await send(one.token, key), await send(other.token, key)];
    expect(second.headers.get(repeated)).toBeNull();
    expect(second.body.url).not.toBe(first.body.url);
  });

  it('50 at once: one Stripe call', async () => {
    const { token } = await givenVisitor(service(), door);
    const [key, before] = [randomUUID(), service().portalSessions()];
    const replies = await Promise.all(Array.from({ length: 50 }, () => send(token, key)));
    const urls = new Set(replies.flatMap(({ status, body }) => (status === 200 ? [body.url] : [])));
    expect(urls.size).toBe(1);
    expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(service().portalSessions() - before).toBe(1);
  });

  it('a failed attempt may be tried again with the same key', async () => {
    const { token } = await givenVisitor(service(), door);
    const key = randomUUID();
    service().standIn.faults.next({ kind: 'html' });
    expect((await send(token, key)).status).toBe(502);
    const again = await send(token, key);
    expect({ status: again.status, replayed: again.headers.get(repeated) }).toEqual({
      status: 200,
      replayed: null,
    });
  });

  it('after two minutes a new portal is made, never a dead URL given back', async () => {
    const { token } = await givenVisitor(service(), door);
    const key = randomUUID();
    const first = await send(token, key);
    await age(service(), 'sealed_until');
    const later = await send(token, key);
    expect(later.status).toBe(200);
    expect(later.body.url).not.toBe(first.body.url);
    expect((await send(token, key)).body).toEqual(later.body);
  });

  it('the portal URL is not in the database in the clear', async () => {
    const { token } = await givenVisitor(service(), door);
    const { body } = await send(token, randomUUID());
    const database = openRaw(service().databaseUrl);
    const rows = JSON.stringify(await database('idempotency').select());
    await database.destroy();
    expect(rows).toContain('sealed');
    expect(rows).not.toContain(new URL(body.url).pathname);
  });
}

/** 400 for a key that is none. */
export function refusesKeys(service: () => TestService, door: Door): void {
  it.each([
    ['empty', ''],
    ['quoted and empty', '""'],
    ['of 256 characters', 'k'.repeat(256)],
    ['a quotation mark that does not end', '"abc'],
    ['a quotation mark that does not begin', 'abc"'],
    ['with a character that is not ASCII', 'schl\u00fcssel'],
  ])('an idempotency key that is %s', async (_name, key) => {
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    const reply = await service().post(door.path, { token, headers: { 'Idempotency-Key': key } });
    expectError(service(), door, reply, {
      status: 400,
      code: 'INVALID_IDEMPOTENCY_KEY',
      message: 'The Idempotency-Key header is not valid. Send 1 to 255 printable characters, such as a UUID.',
    });
    expect(service().portalSessions()).toBe(before);
  });

  it('a key of 255 characters is good', async () => {
    const { token } = await givenVisitor(service(), door);
    const headers = { 'Idempotency-Key': 'k'.repeat(255) };
    expect((await service().post(door.path, { token, headers })).status).toBe(200);
  });
}

/** 409 while the first is being answered, and not for ever. */
export function isInProgress(service: () => TestService, door: Door): void {
  it('the first request is not answered yet', async () => {
    const { token } = await givenVisitor(service(), door);
    const headers = { 'Idempotency-Key': randomUUID() };
    const before = service().portalSessions();
    service().standIn.faults.next({ kind: 'delay', ms: 1_000 });
    const first = service().post(door.path, { token, headers });
    await vi.waitFor(() => expect(service().portalSessions()).toBe(before + 1));
    const second = await service().post(door.path, { token, headers });
    expectError(service(), door, second, {
      status: 409,
      code: 'IDEMPOTENCY_IN_PROGRESS',
      message: 'A request with this Idempotency-Key is still in progress. Wait a moment, then send it again.',
    });
    expect(second.headers.get('retry-after')).toBe('1');
    expect((await first).status).toBe(200);
  });

  it('an attempt that died is taken over once its lock is past', async () => {
    const { token } = await givenVisitor(service(), door);
    const headers = { 'Idempotency-Key': randomUUID() };
    const gone = new AbortController();
    service().standIn.faults.next({ kind: 'hang' });
    const before = service().portalSessions();
    const dead = service()
      .post(door.path, { token, headers, signal: gone.signal })
      .catch(() => 'gone');
    await vi.waitFor(() => expect(service().portalSessions()).toBe(before + 1));
    expect((await service().post(door.path, { token, headers })).status).toBe(409);
    await age(service(), 'locked_until');
    expect((await service().post(door.path, { token, headers })).status).toBe(200);
    gone.abort();
    expect(await dead).toBe('gone');
  });
}

/** 422 for the same key on another request. */
export function refusesReuse(service: () => TestService, door: Door): void {
  it('the same key with another body', async () => {
    const { token } = await givenVisitor(service(), door);
    const headers = { 'Idempotency-Key': randomUUID() };
    expect((await service().post(door.path, { token, headers })).status).toBe(200);
    const json = { returnUrl: 'https://yourapp.com/settings/billing' };
    const reply = await service().post(door.path, { token, headers, json });
    expectError(service(), door, reply, {
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSE',
      message: 'This Idempotency-Key was already used with another request. Use a new key for a new request.',
    });
  });
}

/** Lets the time of a column pass, for every key. */
async function age(service: TestService, column: 'sealed_until' | 'locked_until'): Promise<void> {
  const database = openRaw(service.databaseUrl);
  await database('idempotency')
    .whereNotNull(column)
    .update({ [column]: '2020-01-01T00:00:00.000Z' });
  await database.destroy();
}
