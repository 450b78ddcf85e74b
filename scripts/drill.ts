/**
 * `npm run drill -- webhooks`: a slow test of a promise, with its figures. Without a name, all of them, one after another.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const files = process.argv.slice(2).map((name) => `test/drills/${name}.drill.ts`);
const { status } = spawnSync('vitest', ['run', '--config', 'vitest.drill.config.ts', ...files], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
