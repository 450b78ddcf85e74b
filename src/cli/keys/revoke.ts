import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { print, printJson, visible } from '../output.ts';
import { withStore } from '../parts.ts';
import { findKey } from './findKey.ts';

const help = `
ID is what \`keys list\` shows, or the key itself, where only a leaked key is known.
The key is refused from now on, by every running service. Revoking a revoked key changes nothing.

Example:
  $ billing-portal keys revoke 0b8f6c1e-6a55-4c39-9d3a-0f1d2a3b4c5d`;

/** `keys revoke`: ends an API key at once. */
export function addKeysRevoke(keys: Command, env: Environment): void {
  keys
    .command('revoke')
    .description('End an API key at once.')
    .argument('<ID>', 'the key')
    .option('--json', 'print {"id", "userId", "name", "revokedAt"}')
    .addHelpText('after', help)
    .action(async (idOrKey: string, { json = false }: { json?: boolean }) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      const { id, userId, name, revokedAt } = await withStore(config, async (store) => {
        const record = await findKey(store, idOrKey, config);
        await store.apiKeys.revoke(record.id);
        return (await store.apiKeys.find(record.id)) ?? record;
      });
      if (json) printJson({ id, userId, name, revokedAt });
      else
        print(`The key ${id} (${visible(name)}) of user ${visible(userId)} is revoked since ${revokedAt}.`);
    });
}
