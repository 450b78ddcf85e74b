import { chmod, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { CommandFailure } from '../commandFailure.ts';
import { visible } from '../output.ts';

const variable = 'STRIPE_WEBHOOK_SECRET';
const ownLine = new RegExp(`^\\s*(export\\s+)?${variable}\\s*=`);

/** A file of variables, such as `.env`, that takes a signing secret. */
export type SecretFile = {
  readonly path: string;
  /** The secrets that it holds now. */
  secrets(): Promise<readonly string[]>;
  /**
   * Writes a secret before those that it holds already; its other lines stay. It is for this user alone then.
   *
   * @throws CommandFailure where it cannot be written.
   */
  add(secret: string): Promise<void>;
};

/**
 * Opens a file that is to take a secret.
 *
 * @throws CommandFailure where it cannot be written: found out now, while there is no secret yet that would be lost.
 */
export async function openSecretFile(path: string): Promise<SecretFile> {
  // A link stays one: what it leads to is replaced.
  const file = await realpath(path).catch(() => path);
  const temporary = `${file}.${process.pid}.tmp`;

  async function orFail<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason';
      throw new CommandFailure(`${visible(path)} cannot be written (${code}). Name another file.`);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Whole or not at all, unless it is a mount of its own, whose place nothing else can take. */
  async function replace(content: string): Promise<void> {
    await writeFile(temporary, content, { mode: 0o600, flag: 'wx' });
    await rename(temporary, file).catch(async () => {
      await chmod(file, 0o600);
      await writeFile(file, content);
    });
  }

  await orFail(async () => writeFile(temporary, await contentOf(file), { mode: 0o600, flag: 'wx' }));
  return {
    path,
    secrets: () => orFail(async () => secretsIn(await contentOf(file))),
    add: (secret) =>
      orFail(async () => {
        const content = await contentOf(file);
        await replace(withSecrets(content, [secret, ...secretsIn(content)]));
      }),
  };
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function secretsIn(content: string): readonly string[] {
  const value = parseEnv(content)[variable] ?? '';
  return value
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

/** Of several lines the last one counts. */
function withSecrets(content: string, secrets: readonly string[]): string {
  const lines = content === '' ? [] : content.replace(/\n$/, '').split('\n');
  const index = lines.findLastIndex((line) => ownLine.test(line));
  const [, exported = ''] = ownLine.exec(lines[index] ?? '') ?? [];
  const line = `${exported}${variable}=${secrets.join(',')}`;
  const all = index < 0 ? [...lines, line] : lines.with(index, line);
  return `${all.join('\n')}\n`;
}
