import { type Command, Option } from 'commander';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { argument, overlap } from '../arguments.ts';
import { CommandFailure } from '../commandFailure.ts';
import { note } from '../output.ts';
import { withStore } from '../parts.ts';
import { findKey } from './findKey.ts';
import { issuerOf, printIssued } from './issuer.ts';

type Options = { readonly overlap: number; readonly json?: boolean };

const oneDay = 86_400;

const help = `
ID is what \`keys list\` shows, or the old key itself.
The new key has the name, scopes, return origins, portal profile and end of the old one, and is printed this once. The
old key stays good for the overlap, so that whoever holds it can change over. It works with ten active keys, too.

Examples:
  $ billing-portal keys rotate 0b8f6c1e-6a55-4c39-9d3a-0f1d2a3b4c5d
  $ billing-portal keys rotate 0b8f6c1e-6a55-4c39-9d3a-0f1d2a3b4c5d --overlap 1h --json`;

/** `keys rotate`: a new API key in the place of an old one. */
export function addKeysRotate(keys: Command, env: Environment): void {
  keys
    .command('rotate')
    .description('Put a new API key in the place of an old one.')
    .argument('<ID>', 'the old key')
    .addOption(
      new Option('--overlap <time>', 'how long the old key stays good: 0, 30m, 7d; at most 30d')
        .argParser(argument(overlap))
        .default(oneDay, '24h'),
    )
    .option('--json', 'print {"id", "key", "preview", …, "replaces": {"id", "expiresAt"}}')
    .addHelpText('after', help)
    .action(async (idOrKey: string, { overlap, json = false }: Options) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      await withStore(config, async (store) => {
        const old = await findKey(store, idOrKey, config);
        const issued = await issuerOf(store, config).rotate(old, overlap);
        if (!issued) {
          throw new CommandFailure(
            'This key is revoked, expired or replaced already, so there is nothing to rotate. `keys list` shows its status; `keys create` makes a new one.',
          );
        }
        const expiresAt = (await store.apiKeys.find(old.id))?.expiresAt ?? null;
        printIssued(issued, json, { replaces: { id: old.id, expiresAt } });
        note(`The old key, ${old.id}, is good until ${expiresAt}.`);
      });
    });
}
