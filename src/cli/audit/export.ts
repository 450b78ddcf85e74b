import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { Owner } from '../../billing/owner.ts';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import type { PortalAttempt } from '../../store/portalAttempts.ts';
import { argument, id, owner, time } from '../arguments.ts';
import { withStore } from '../parts.ts';

type Options = {
  readonly since?: string;
  readonly until?: string;
  readonly owner?: Owner;
  readonly request?: string;
  readonly json?: boolean;
};

const help = `
Each line is one request for a portal session whose credential was good: when, by whom, for whose billing account, where
the portal leads back to (the origin alone), and the error code where it was refused. A portal's URL is never among it.
Rows are kept for AUDIT_RETENTION_DAYS.

Examples:
  $ billing-portal audit export --since 2026-01-01T00:00:00Z > audit.jsonl
  $ billing-portal audit export --owner organization:o1 --json
  $ billing-portal audit export --request 0b6ab4c5-6f5d-4f0e-9a53-6f1c2f7f8f7e`;

/** `audit export`: requests for portal sessions, the oldest first, read and written some at a time. */
export function addAuditExport(audit: Command, env: Environment): void {
  audit
    .command('export')
    .description('Print who was issued or refused a portal session, as JSON lines, the oldest first.')
    .option('--since <time>', 'from this time on, such as 2026-01-31T12:00:00Z', argument(time))
    .option('--until <time>', 'before this time', argument(time))
    .option('--owner <owner>', 'only for the portal of user:ID or organization:ID', argument(owner))
    .option('--request <id>', 'only the request of this id (X-Request-Id)', argument(id))
    .option('--json', 'print one array')
    .addHelpText('after', help)
    .action(async ({ since, until, owner, request, json = false }: Options, command: Command) => {
      if (since !== undefined && until !== undefined && since >= until) {
        command.error('error: --until must be a later time than --since.');
      }
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      await withStore(config, (store) => {
        const attempts = store.portalAttempts.each({ since, until, owner, requestId: request });
        return write(json ? asArray(attempts) : asLines(attempts));
      });
    });
}

async function* asLines(attempts: AsyncIterable<PortalAttempt>): AsyncGenerator<string> {
  for await (const attempt of attempts) yield `${JSON.stringify(attempt)}\n`;
}

async function* asArray(attempts: AsyncIterable<PortalAttempt>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const attempt of attempts) {
    yield before + JSON.stringify(attempt);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Waits where the reader is slow. One that wants no more, such as `head`, is no failure. */
async function write(texts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(texts, process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}
