import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Does something while no other process does it, which may have to wait. A lock whose owner has died is no lock.
 *
 * @param file is there while somebody does it, and holds the id of their process.
 */
export function whileLocked(file: string, action: () => void): void {
  while (!take(file)) {
    if (isDead(file)) rmSync(file, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    action();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isDead(file: string): boolean {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // Signal 0 only asks whether the process is there.
    return owner > 0 && !process.kill(owner, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
