import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const children: ChildProcess[] = [];

/** Starts a program of this checkout, and gives the first line that it prints. */
export async function startChild(path: string, ...args: readonly string[]): Promise<string> {
  const file = join(import.meta.dirname, '..', path);
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    output += text;
    if (output.includes('\n')) return output.trim();
  }
  throw new Error(`${path} ended early`);
}

export async function stopChildren(): Promise<void> {
  for (const child of children) {
    if (child.exitCode !== null) continue;
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  }
}
