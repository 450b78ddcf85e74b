import { type Command, Option } from 'commander';
import { formatOwner, type Owner } from '../../billing/owner.ts';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { customerLock } from '../../sync/customerLock.ts';
import { argument, id, owner } from '../arguments.ts';
import { print, printJson, visible } from '../output.ts';
import { withStore } from '../parts.ts';
import { commandText } from '../shell.ts';
import { conflictsIn } from './conflict.ts';
import { conflictText } from './conflictText.ts';
import { dismissConflict } from './dismiss.ts';

type Options = { readonly owner?: Owner; readonly dismiss?: string; readonly json?: boolean };

const help = `
Stripe may name an owner for a customer who cannot have it: because they have another one, or because it is somebody
else's. Such a link is set aside, and nobody's portal changes until a person has decided. Each comes with the commands that
settle it. The list itself does not ask Stripe; --dismiss does, and asks for STRIPE_SECRET_KEY.

Examples:
  $ billing-portal customers conflicts
  $ billing-portal customers conflicts --owner user:u1 --json
  $ billing-portal customers conflicts --dismiss cus_NffrFeUfNV2Hib`;

/** `customers conflicts`: what was set aside for a person to decide. */
export function addCustomersConflicts(customers: Command, env: Environment): void {
  customers
    .command('conflicts')
    .description('List the links to customers that were set aside, and what settles each.')
    .option('--owner <owner>', 'only those about user:ID or organization:ID', argument(owner))
    .addOption(
      new Option('--dismiss <customer>', 'leave this customer aside for good: its owner stays with the other')
        .argParser(argument(id))
        .conflicts('owner'),
    )
    .option('--json', 'print an array; with --dismiss what was settled')
    .addHelpText('after', help)
    .action(async ({ owner: of, dismiss, json = false }: Options) => {
      if (dismiss !== undefined) return dismissOne(env, dismiss, json);
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      const conflicts = await withStore(config, (store) => conflictsIn(store, of));
      if (json) printJson(conflicts);
      else if (conflicts.length > 0) print(conflicts.map(conflictText).join('\n\n'));
      else print(of ? `Nothing is set aside for ${visible(formatOwner(of))}.` : 'Nothing is set aside.');
    });
}

async function dismissOne(env: Environment, customerId: string, json: boolean): Promise<void> {
  const config = loadConfig(env, { program: 'service', needs: 'database+stripe' });
  const { settle: _, ...settled } = await withStore(config, (store) =>
    store.locks.run(customerLock(customerId), () => dismissConflict(config, store, customerId)),
  );
  const { owner: of, ownersCustomer } = settled;
  const named = formatOwner(of);
  if (json) printJson(settled);
  else
    print(
      `${visible(named)} stays with ${visible(ownersCustomer ?? '-')}, and ${visible(customerId)} is left aside.\nTo take it after all: ${commandText('customers', 'link', named, customerId, '--replace')}`,
    );
}
