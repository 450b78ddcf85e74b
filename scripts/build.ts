import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Compiles src/ and generated/ to dist/, unless nothing has changed since that last went well. */
export function build(): void {
  const stamp = 'dist/.built';
  const built = modified(stamp);
  const sources = globSync(
    ['{src,generated}/**/*.{ts,json}', 'tsconfig*.json', 'portal-config.schema.json', 'package-lock.json'],
    {
      cwd: root,
    },
  );
  if (sources.every((source) => modified(source) < built)) return;
  console.error('Building.');
  const started = new Date();
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    // Standard output belongs to the program that is built.
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  writeFileSync(join(root, stamp), '');
  // What was changed while the compiler ran is newer than what it read.
  utimesSync(join(root, stamp), started, started);
}

/** When a file was last changed, in milliseconds; 0 where there is none. */
function modified(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Reads `.env` where it exists. What the environment says wins. */
export function readEnvFile(): void {
  const path = join(root, '.env');
  if (existsSync(path)) process.loadEnvFile(path);
}

/** Runs a compiled program in this process. */
export async function runBuilt(path: string): Promise<void> {
  build();
  await import(join(root, 'dist/src', path));
}
