import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const rounds = 25;

/** The store's own test, in as many rounds as are promised. */
it(`8 starters × ${rounds} at once, on both databases: 200 of 200 on each`, () => {
  const { status, stdout } = spawnSync(
    'vitest',
    ['run', 'test/store/migrations.test.ts', '-t', 'in 8 processes at once', '--reporter=verbose'],
    {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, MIGRATION_ROUNDS: String(rounds) },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const told = stdout.split('\n').filter((line) => line.includes('in 8 processes at once'));
  console.log(`${rounds * 8} starts each: ${told.join('; ').trim()}`);
  expect(stdout).toContain('SQLite');
  expect(status).toBe(0);
});
