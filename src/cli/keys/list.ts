import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import type { ApiKeyRecord } from '../../store/apiKeys.ts';
import { argument, id } from '../arguments.ts';
import { print, printJson, table, visible } from '../output.ts';
import { withStore } from '../parts.ts';

type Options = { readonly user: string; readonly json?: boolean };

/** `keys list`: all API keys of a user, ended ones too. */
export function addKeysList(keys: Command, env: Environment): void {
  keys
    .command('list')
    .description('List the API keys of a user, oldest first: active, replaced, expired and revoked ones.')
    .requiredOption('--user <id>', 'whose keys', argument(id))
    .option('--json', 'print an array')
    .addHelpText('after', '\nExample:\n  $ billing-portal keys list --user u1')
    .action(async ({ user, json = false }: Options) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      const records = await withStore(config, (store) => store.apiKeys.list(user));
      const now = new Date().toISOString();
      if (json) printJson(records.map((record) => withoutHash(record, now)));
      else print(records.length > 0 ? tableOf(records, now) : `The user ${visible(user)} has no API keys.`);
    });
}

function tableOf(records: readonly ApiKeyRecord[], now: string): string {
  return table(
    ['id', 'name', 'key', 'status', 'created', 'last used', 'expires', 'return origins', 'portal profile'],
    records.map((record) => [
      record.id,
      record.name,
      record.preview,
      statusOf(record, now),
      record.createdAt,
      record.lastUsedAt,
      record.expiresAt,
      record.returnOrigins?.join(', '),
      record.portalProfile,
    ]),
  );
}

function withoutHash({ hash: _, ...record }: ApiKeyRecord, now: string) {
  return { ...record, status: statusOf(record, now) };
}

type Ends = Pick<ApiKeyRecord, 'revokedAt' | 'expiresAt' | 'replacedBy'>;

/** `replaced`: by a rotation, and still good until it expires. Times of the store sort as text. */
function statusOf({ revokedAt, expiresAt, replacedBy }: Ends, now: string) {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return replacedBy === null ? 'active' : 'replaced';
}
