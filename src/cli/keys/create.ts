import type { Command } from 'commander';
import { portalScope } from '../../billing/apiKeys.ts';
import { oneOf } from '../../config/parsers.ts';
import type { Environment } from '../../config/read.ts';
import { appOrigin } from '../../config/urls.ts';
import { loadConfig } from '../../config.ts';
import type { Store } from '../../store/connection.ts';
import { argument, futureTime, id, name, repeated } from '../arguments.ts';
import { note, visible } from '../output.ts';
import { withStore } from '../parts.ts';
import { noteUnapplied, portalProfile } from '../portalProfile.ts';
import { issuerOf, printIssued } from './issuer.ts';
import { tellingLimit } from './limit.ts';

type Options = {
  readonly user: string;
  readonly name: string;
  readonly scope?: readonly string[];
  readonly origin?: readonly string[];
  readonly portalProfile?: string;
  readonly expires?: string;
  readonly json?: boolean;
};

const help = `
The key itself is printed this once and stored nowhere: hand it over at once. A user has ten active keys at most.
A return origin counts only if it is one of the service's RETURN_URL_ORIGINS, too.
A portal profile is one of portal-config.yaml, by its name: what the key's portals offer. A user cannot choose it.

Examples:
  $ billing-portal keys create --user u1 --name CRM
  $ billing-portal keys create --user u1 --name CRM --origin https://yourapp.com --expires 90d --json
  $ billing-portal keys create --user u1 --name CRM --portal-profile no-cancellation`;

/** `keys create`: a new API key for a user. */
export function addKeysCreate(keys: Command, env: Environment): void {
  keys
    .command('create')
    .description('Make an API key, with which a third party opens the portal of a user.')
    .requiredOption('--user <id>', 'the user for whom the key stands', argument(id))
    .requiredOption('--name <name>', 'what it is called in lists, 1 to 100 characters', argument(name))
    .option(
      '--scope <scope>',
      `what it may do, repeatable: ${portalScope}, the default, is all there is`,
      repeated(oneOf(portalScope)),
    )
    .option(
      '--origin <origin>',
      'where its portals may lead back to, repeatable (default: all of the service)',
      repeated(appOrigin),
    )
    .option(
      '--portal-profile <name>',
      'what its portals offer: a profile of portal-config.yaml, by its name (default: default)',
      argument(portalProfile),
    )
    .option(
      '--expires <time>',
      'when it ends: a time, or 90d for a time from now (default: never)',
      argument(futureTime),
    )
    .option('--json', 'print {"id", "key", "preview", …}')
    .addHelpText('after', help)
    .action(async ({ user, name, scope, origin, portalProfile, expires, json = false }: Options) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      await withStore(config, async (store) => {
        const issued = await tellingLimit(user, () =>
          issuerOf(store, config).issue({
            userId: user,
            name,
            ...(scope && { scopes: [...new Set(scope)] }),
            ...(origin && { returnOrigins: [...new Set(origin)] }),
            ...(portalProfile !== undefined && { portalProfile }),
            ...(expires !== undefined && { expiresAt: expires }),
          }),
        );
        printIssued(issued, json);
        // A key belongs to no Stripe mode.
        if (portalProfile !== undefined) await noteUnapplied(store, [portalProfile], [false, true]);
        if (!(await hasAccount(store, user))) {
          note(
            `Note: user:${visible(user)} has no billing account, so this key opens no portal yet. Check the id.`,
          );
        }
      });
    });
}

async function hasAccount(store: Store, userId: string): Promise<boolean> {
  const accounts = await store.billingAccounts.listOf({ type: 'user', id: userId });
  return accounts.some(({ deletedAt, replacedAt }) => deletedAt === null && replacedAt === null);
}
