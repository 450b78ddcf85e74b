import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Outcome = { readonly status: number | null; readonly stdout: string; readonly stderr: string };
export type CliOptions = {
  /** The whole environment: nothing of the test run's own gets in. */
  readonly env?: Readonly<Record<string, string>>;
  /** For standard input. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
};

/** Node keeps what it compiled here, so that each process after the first starts in half of the time. */
const compileCache = join(tmpdir(), 'billing-portal-test-compile-cache');
const main = join(import.meta.dirname, '../../src/cli/main.ts');

/**
 * Runs the command line as a process of its own.
 *
 * @example const { status, stdout } = await cli(['keys', 'list', '--user', 'u1'], { env: { DATABASE_URL: url } });
 */
export async function cli(args: readonly string[], options: CliOptions = {}): Promise<Outcome> {
  const { env = {}, input = '', cwd = tmpdir() } = options;
  const child = spawn(process.execPath, [main, ...args], {
    env: { NODE_COMPILE_CACHE: compileCache, ...env },
    cwd,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  // A command that fails early does not read its input.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { status, stdout, stderr };
}

/** Lines of JSON, for an import. */
export function jsonLines(...lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
