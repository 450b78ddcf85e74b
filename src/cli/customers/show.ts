import type { Command } from 'commander';
import { formatOwner, type Owner } from '../../billing/owner.ts';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { argument, owner } from '../arguments.ts';
import { print, printJson, visible } from '../output.ts';
import { withStore } from '../parts.ts';
import { accountsTable, withStatus } from './accounts.ts';

/** `customers show`: the billing accounts of an owner. */
export function addCustomersShow(customers: Command, env: Environment): void {
  customers
    .command('show')
    .description('Show the billing accounts that an owner has or had, in live and in test mode.')
    .argument('<OWNER>', 'user:ID or organization:ID', argument(owner))
    .option('--json', 'print an array')
    .addHelpText(
      'after',
      '\nIt looks into the store and does not ask Stripe.\n\nExample:\n  $ billing-portal customers show user:u1',
    )
    .action(async (of: Owner, { json = false }: { json?: boolean }) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      const accounts = await withStore(config, (store) => store.billingAccounts.listOf(of));
      if (json) printJson(accounts.map(withStatus));
      else
        print(
          accounts.length > 0
            ? accountsTable(accounts)
            : `${visible(formatOwner(of))} has no billing account, and never had one.`,
        );
    });
}
