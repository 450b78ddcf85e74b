/**
 * `npm test`: formatting and lint, types, import rules, freshness of what is generated, the spec's lint, then the tests.
 * With arguments, only the tests that they select: `npm test -- test/billing`.
 *
 * PostgreSQL and Redis are used where they answer; tests that miss one are skipped aloud. With REQUIRE_SERVICES=1 a
 * skip is a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingAnswers } from './test/answers.ts';

const root = join(import.meta.dirname, '..');
const selection = process.argv.slice(2);
const temporary = mkdtempSync(join(tmpdir(), 'billing-portal-test-'));
const answers = join(temporary, 'answers.txt');
const report = join(temporary, 'report.json');

type Count = { passed: number; failed: number; skipped: number };

const checks: Record<string, readonly string[]> = {
  // First, because the tests of the client compile against what it builds.
  'the typed client builds': ['node', 'packages/client/build.mjs'],
  // As `npm start` does; the tests of the site look at what it made.
  'the documentation builds': ['node', 'packages/docs/build/main.ts'],
  'formatting and lint': ['biome', 'check', '--error-on-warnings', '.'],
  types: ['tsc', '-p', '.'],
  'import rules': ['depcruise', '--config', '.dependency-cruiser.mjs', 'src', 'generated'],
  'generated files are fresh': ['node', 'scripts/generate.ts', '--check'],
  'the spec': ['redocly', 'lint', 'openapi.yaml'],
  'the published specs': [
    'redocly',
    'lint',
    ...['openapi', 'openapi.ja', 'openapi.ko'].map((name) => `generated/${name}.json`),
  ],
};

const total: Count = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const count = (name: string, passed: boolean) => {
  total[passed ? 'passed' : 'failed'] += 1;
  if (!passed) failures.push(name);
};

if (selection.length === 0) {
  for (const [name, [command = '', ...args]] of Object.entries(checks))
    count(name, check(name, command, args));
}
const tests = runTests();
total.passed += tests.passed;
total.failed += tests.failed;
total.skipped += tests.skipped;
if (tests.failed > 0) failures.push('tests');
if (selection.length === 0 && tests.failed === 0) {
  const missing = missingAnswers(readFileSync(answers, 'utf8'));
  for (const answer of missing) console.error(`Documented and never answered: ${answer}`);
  count('every documented answer was given', missing.length === 0);
}
if (process.env['REQUIRE_SERVICES'] === '1' && total.skipped > 0) {
  count(`nothing skipped (${total.skipped} were, and REQUIRE_SERVICES=1)`, false);
}
rmSync(temporary, { recursive: true });

for (const failure of failures) console.error(`Failed: ${failure}`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;

function check(name: string, command: string, args: readonly string[]): boolean {
  console.log(`Checking: ${name}`);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (status !== 0) console.error(stdout + stderr);
  return status === 0;
}

function runTests(): Count {
  const { status } = spawnSync(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...selection],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ANSWERS_FILE: answers } },
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that cannot be loaded, or a hook that fails, has no test of its own to fail.
    const failed = status === 0 ? 0 : Math.max(numFailedTests, 1);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
