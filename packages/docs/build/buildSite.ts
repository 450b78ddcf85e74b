import { execFileSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { compressAssets } from './compress.ts';
import { whileLocked } from './lock.ts';
import { setPolicies } from './policies.ts';
import { makeScrollable } from './scrollable.ts';

const docs = join(import.meta.dirname, '..');
const root = join(docs, '../..');

/** What the site is made from, by patterns from the root of the project. */
const sources = [
  'packages/docs/{astro.config.ts,package.json}',
  'packages/docs/{build,public,src}/**/*',
  'generated/{languages.ts,documents.ts,{spec,openapi,errors}*.json}',
  'CHANGELOG.md',
  'package-lock.json',
];

const site = join(root, 'dist/site');

/**
 * Builds the documentation into `dist/site`, unless that is newer than all of its sources. What was there is replaced at
 * once, at the end: a service that serves it never sees half a site.
 *
 * @throws Error where Astro fails; it has said why on standard error.
 * @example buildSite();
 */
export function buildSite(): void {
  if (isFresh()) return;
  mkdirSync(dirname(site), { recursive: true });
  whileLocked(`${site}.lock`, () => {
    if (!isFresh()) build(`${site}.new`);
  });
}

function isFresh(): boolean {
  const builtAt = modified(join(site, 'site.json'));
  return globSync(sources, { cwd: root }).every((file) => modified(join(root, file)) < builtAt);
}

function build(fresh: string): void {
  console.error('Building the documentation.');
  const startedAt = new Date();
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  runAstro(fresh);
  makeScrollable(fresh);
  const policies = setPolicies(fresh);
  compressAssets(fresh);
  const record = join(fresh, 'site.json');
  writeFileSync(record, JSON.stringify({ policies }));
  // Whatever changed while this ran is newer than the site.
  utimesSync(record, startedAt, startedAt);

  rmSync(`${site}.old`, { recursive: true, force: true });
  if (existsSync(site)) renameSync(site, `${site}.old`);
  renameSync(fresh, site);
  rmSync(`${site}.old`, { recursive: true, force: true });
}

/** In a process of its own: Astro is not made to be loaded into another program, and takes memory. */
function runAstro(folder: string): void {
  execFileSync(process.execPath, [join(import.meta.dirname, 'astro.ts'), folder], {
    cwd: docs,
    // Standard output belongs to the program that is built.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
}

/** When a file was last changed, in milliseconds; 0 where there is none. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
