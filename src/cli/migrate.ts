import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { loadConfig } from '../config.ts';
import { print, printJson } from './output.ts';
import { withAnyStore } from './parts.ts';

type Options = { readonly down?: boolean; readonly yes?: boolean; readonly json?: boolean };

const help = `
Any number of processes may migrate at once; \`serve\` migrates by itself when it starts.
--down drops what those migrations made, with the data in it. It asks for --yes, and you want a backup first.

Examples:
  $ billing-portal migrate
  $ billing-portal migrate --down --yes`;

/** `migrate`: the store's tables, up and down. */
export function addMigrate(program: Command, env: Environment): void {
  program
    .command('migrate')
    .description("Bring the database's tables up to date, or make them.")
    .option('--down', 'undo the migrations that ran last together')
    .option('--yes', 'with --down: yes, lose the data in what goes')
    .option('--json', 'print {"migrated": […]} or {"undone": […]}')
    .addHelpText('after', help)
    .action(async ({ down = false, yes = false, json = false }: Options, command: Command) => {
      if (down && !yes) {
        command.error('error: --down drops tables with all that is in them. Make a backup, then add --yes.');
      }
      if (yes && !down) command.error('error: --yes has a meaning with --down alone.');
      const names = await withAnyStore(loadConfig(env, { program: 'service', needs: 'database' }), (store) =>
        down ? store.rollback() : store.migrate(),
      );
      if (json) printJson(down ? { undone: names } : { migrated: names });
      else print(sentence(names, down));
    });
}

function sentence(names: readonly string[], down: boolean): string {
  if (names.length > 0) return `${down ? 'Undone' : 'Migrated'}: ${names.join(', ')}.`;
  return down ? 'There is nothing to undo.' : 'The database is up to date.';
}
