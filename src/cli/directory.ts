import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { addDirectoryImport } from './directory/import.ts';

/** `directory`: the users, organizations and members that the service knows. */
export function addDirectory(program: Command, env: Environment): void {
  const directory = program
    .command('directory')
    .description('Fill the directory of users, organizations and members.');
  addDirectoryImport(directory, env);
}
