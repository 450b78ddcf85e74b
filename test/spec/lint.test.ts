import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './document.ts';

function lint(file: string): { status: number | null; output: string } {
  const redocly = new URL('node_modules/.bin/redocly', root).pathname;
  const { status, stdout, stderr } = spawnSync(redocly, ['lint', file, '--format=json'], {
    cwd: root.pathname,
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  return { status, output: stdout + stderr };
}

it('redocly finds nothing to say about the document, not even a warning', () => {
  const { status, output } = lint('openapi.yaml');
  expect(JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)).totals).toEqual({
    errors: 0,
    warnings: 0,
    ignored: 0,
  });
  expect(status).toBe(0);
});

it('… by all of its recommended rules, with none of them off', () => {
  expect(parse(readFileSync(new URL('redocly.yaml', root), 'utf8'))).toEqual({ extends: ['recommended'] });
  expect(existsSync(new URL('.redocly.lint-ignore.yaml', root))).toBe(false);
});

it('… and would say something about a worse one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-lint-'));
  const file = join(folder, 'openapi.yaml');
  const worse = readFileSync(new URL('openapi.yaml', root), 'utf8').replace(
    'operationId: getLiveness',
    'deprecated: false',
  );
  writeFileSync(file, worse);
  expect(lint(file).output).toContain('operation-operationId');
  rmSync(folder, { recursive: true });
});
