import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '../..');
export const clientFolder = join(root, 'packages/client');

const execute = promisify(execFile);

/** @returns standard output; fails with all that the program said. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await execute(command, [...args], { cwd });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error);
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Compiles the client where it is older than its sources. */
export const buildClient = () => run(process.execPath, [join(clientFolder, 'build.mjs')], root);

/** The command of a package of this project, run by this Node. */
export const tool = (path: string, args: readonly string[], cwd: string) =>
  run(process.execPath, [join(root, 'node_modules', path), ...args], cwd);

/** Compiles as a strict caller for browsers does, without types of Node's; the client's declarations are checked too. */
export async function compile(
  files: readonly string[],
  module: readonly string[],
  folder: string,
): Promise<void> {
  const settings = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom'];
  await tool('typescript/bin/tsc', [...files, ...settings, ...module], folder);
}

export type PackedClient = {
  readonly tarball: string;
  /** A folder of its own, outside of the project, where the tarball is installed as a user would. */
  readonly folder: string;
  remove(): Promise<void>;
};

export async function packClient(): Promise<PackedClient> {
  await buildClient();
  const folder = await mkdtemp(join(tmpdir(), 'billing-portal-client-'));
  // Built above: two builds at once would take each other's place.
  const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const tarball = join(folder, (await run('npm', pack, clientFolder)).trim());
  await writeFile(join(folder, 'package.json'), '{"name": "a-user-of-the-client", "type": "module"}');
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball], folder);
  return { tarball, folder, remove: () => rm(folder, { recursive: true }) };
}

/** The oldest Node that the client is for, where this machine has one; otherwise the one that runs this. */
export async function oldestNode(): Promise<{ readonly path: string; readonly version: string }> {
  const candidates = ['/usr/bin/node', '/usr/local/bin/node', '/opt/node20/bin/node'];
  for (const path of candidates) {
    const version = await run(path, ['--version'], root).then(
      (text) => text.trim(),
      () => '',
    );
    if (version.startsWith('v20.')) return { path, version };
  }
  return { path: process.execPath, version: process.version };
}
