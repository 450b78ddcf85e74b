import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import type { NewPortalAttempt } from '../../src/store/portalAttempts.ts';
import { createDatabase, forEachDatabase } from '../store/databases.ts';
import { attemptOf, fresh, freshUser } from '../store/facts.ts';
import { cli } from './cli.ts';

const owner = freshUser();
const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;

function attemptAt(at: string, attempt: Partial<NewPortalAttempt> = {}): NewPortalAttempt {
  const principal = { userId: fresh('u'), kind: 'apiKey', apiKeyId: fresh('key') } as const;
  return attemptOf({ at, principal, ...attempt });
}

const refused = { outcome: 'refused', code: 'NO_ORGANIZATION', owner: null, customerId: null } as const;
const attempts = [
  attemptAt(day(3)),
  attemptAt(day(1)),
  attemptAt(day(2), { owner }),
  attemptAt(day(4), refused),
];
const inOrder = attempts.toSorted((one, other) => (one.at < other.at ? -1 : 1));
const withId = (attempt: NewPortalAttempt | undefined) => ({ id: expect.any(String), ...attempt });

await forEachDatabase((kind, open, url) => {
  let store: Store;
  beforeAll(async () => {
    store = open();
    for (const attempt of attempts) await store.portalAttempts.add(attempt);
  });

  const exported = (...args: string[]) => cli(['audit', 'export', ...args], { env: { DATABASE_URL: url() } });
  const linesOf = (stdout: string) =>
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it('prints a line of JSON for each, the oldest first', async () => {
    const { stdout, ...outcome } = await exported();
    expect(outcome).toEqual({ status: 0, stderr: '' });
    expect(linesOf(stdout)).toEqual(inOrder.map(withId));
  });

  it('prints one array with --json', async () => {
    const { stdout, ...outcome } = await exported('--json');
    expect(outcome).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(inOrder.map(withId));
  });

  it('prints those between two times, the first of them included, whatever their zone', async () => {
    const { stdout } = await exported('--since', '2026-01-02T01:00:00+01:00', '--until', day(4));
    expect(linesOf(stdout).map(({ at }) => at)).toEqual([day(2), day(3)]);
  });

  it('prints those of an owner, or of a request', async () => {
    const ofOwner = await exported('--owner', `user:${owner.id}`);
    expect(linesOf(ofOwner.stdout)).toEqual([withId(attempts[2])]);
    const ofRequest = await exported('--request', attempts[0]?.requestId ?? '');
    expect(linesOf(ofRequest.stdout)).toEqual([withId(attempts[0])]);
  });

  it('prints nothing, or an empty array, where there is none', async () => {
    const none = ['--owner', `user:${fresh('u')}`];
    expect(await exported(...none)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await exported(...none, '--json')).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
  });

  it('ends well when its reader wants no more', async () => {
    const database = await createDatabase(kind);
    const own = open(database.url);
    // More than a pipe holds, and than is read at once.
    for (let n = 0; n < 600; n++) {
      await own.portalAttempts.add(
        attemptAt(day(1), { returnOrigin: `https://${'x'.repeat(1000)}.example` }),
      );
    }
    const main = join(import.meta.dirname, '../../src/cli/main.ts');
    const child = spawn(process.execPath, [main, 'audit', 'export'], { env: { DATABASE_URL: database.url } });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [status] = await once(child, 'close');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    await own.close();
    await database.drop();
  });

  it('fails with nothing on standard output where there is no database', async () => {
    const outcome = await cli(['audit', 'export', '--json'], { env: { DATABASE_URL: 'sqlite:./none.db' } });
    expect(outcome).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('migrate') });
  });
});
