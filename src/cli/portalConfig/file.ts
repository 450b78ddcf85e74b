import { readFile } from 'node:fs/promises';
import type { NamedProfile } from '../../portalConfig/readPortalConfig.ts';
import { CommandFailure } from '../commandFailure.ts';
import { visible } from '../output.ts';

export type FileOptions = { readonly file: string; readonly json?: boolean };

/** `--file`, for those commands that take one. */
export const fileOption = [
  '--file <path>',
  'the file that says what the portal offers',
  'portal-config.yaml',
] as const;

/**
 * Reads the profiles of a file.
 *
 * @throws CommandFailure that names every wrong line.
 */
export async function readProfiles(file: string): Promise<readonly NamedProfile[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailure(`${visible(file)} cannot be read: ${reasonOf(error)}.`);
  });
  // Only here: no other command needs the libraries behind it.
  const { PortalConfigFileError, readPortalConfig } = await import('../../portalConfig/readPortalConfig.ts');
  try {
    return readPortalConfig(text);
  } catch (error) {
    if (!(error instanceof PortalConfigFileError)) throw error;
    const lines = error.message.split('\n').map(visible);
    throw new CommandFailure(`${visible(file)} is wrong, and nothing was done:\n${lines.join('\n')}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is none by this name; name it by --file';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' ? 'this user may not read it' : `the system says ${code}`;
}
