import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from './privateFile.ts';

/**
 * Keeps a second sandbox out of the folder: each would write the stand-in's state over the other's.
 *
 * The lock is a file with the number of this process. One that was left behind by a process that is gone is taken over.
 *
 * @returns a function that gives the folder free.
 * @throws Error, for the operator, where another sandbox runs on the folder.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'sandbox.pid');
  await mkdir(folder, { recursive: true });
  for (;;) {
    try {
      await writeFile(file, `${process.pid}\n`, { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const other = Number(await readIfThere(file));
    if (isOtherProcess(other)) {
      throw new Error(
        `a sandbox runs on this folder already, as process ${other}. Stop it first. (If that is another program, delete ${file}.)`,
      );
    }
    await rm(file, { force: true });
  }
}

/** In a container, the process that left the file may have had the number of this one. */
function isOtherProcess(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
