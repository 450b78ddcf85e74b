import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { placeholderUrl } from '../../packages/docs/src/model/spec.ts';
import type { TestService } from '../harness/service.ts';
import { newUser, tokenOf } from '../harness/service.ts';

const run = promisify(execFile);

/** How the samples of a language are run: as a reader would, from a file or pasted into a shell. */
const runtimes = {
  curl: { command: 'bash', file: 'sample.sh' },
  javascript: { command: process.execPath, file: 'sample.mjs' },
  python: { command: 'python3', file: 'sample.py' },
} as const;
export type Runtime = keyof typeof runtimes;

export const isAvailable = (runtime: Runtime): boolean => {
  try {
    execFileSync(runtime === 'curl' ? 'curl' : runtimes[runtime].command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Credentials as `data/sandbox.env` has them, for somebody who has everything that a sample may need. */
export type Situation = {
  readonly env: Record<string, string>;
  /** The id of an API key of the user. */
  readonly keyId: string;
};

export async function situation(service: TestService): Promise<Situation> {
  const user = newUser();
  await service.givenAccount({ type: 'user', id: user });
  await service.givenAccount({ type: 'organization', id: `org-${user}` });
  await service.givenMember(user, `org-${user}`, 'billing');
  const key = await service.givenKey({ userId: user });
  const [record] = await service.store.apiKeys.list(user);
  const token = await tokenOf(user);
  return { env: { USER_TOKEN: token, MEMBER_TOKEN: token, API_KEY: key }, keyId: record?.id ?? '' };
}

/** The sample with this service's address, and an id that exists in the place of the example's. */
export function made(
  code: string,
  service: TestService,
  { keyId }: Situation,
  pathValues: readonly string[],
): string {
  const addressed = code
    .replaceAll(placeholderUrl, service.url)
    .replaceAll(new URL(placeholderUrl).host, new URL(service.url).host);
  return pathValues.reduce((text, value) => text.replaceAll(value, keyId), addressed);
}

/** @returns what the sample prints. */
export async function runSample(
  runtime: Runtime,
  code: string,
  env: Record<string, string>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-sample-'));
  try {
    const { command, file } = runtimes[runtime];
    writeFileSync(join(folder, file), code);
    const { stdout } = await run(command, [file], { cwd: folder, env: { PATH: process.env.PATH, ...env } });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The bytes of an HTTP sample: lines of the head end as HTTP wants it, and the credential is a real one. */
export function asBytes(code: string, { env }: Situation, variable: string | undefined): string {
  const [head = '', ...body] = code.split('\n\n');
  const credential = variable === undefined ? '' : (env[variable] ?? '');
  const lines = head.replace(/(?<=Bearer ).*/, credential).split('\n');
  return `${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n${body.join('\n\n')}`;
}
