import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { addKeysCreate } from './keys/create.ts';
import { addKeysList } from './keys/list.ts';
import { addKeysRevoke } from './keys/revoke.ts';
import { addKeysRotate } from './keys/rotate.ts';

/** `keys`: the API keys of users. */
export function addKeys(program: Command, env: Environment): void {
  const keys = program.command('keys').description('Make, list, rotate and revoke the API keys of users.');
  addKeysCreate(keys, env);
  addKeysList(keys, env);
  addKeysRevoke(keys, env);
  addKeysRotate(keys, env);
}
