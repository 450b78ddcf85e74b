import type { Command } from 'commander';
import { formatOwner, type Owner } from '../billing/owner.ts';
import type { Environment } from '../config/read.ts';
import { loadConfig } from '../config.ts';
import type { Finding, ReconcileReport } from '../sync/reconcile.ts';
import { argument, owner, pastTime } from './arguments.ts';
import { CommandFailure } from './commandFailure.ts';
import { columns, note, print, printJson, visible } from './output.ts';
import { withSync } from './parts.ts';
import { createReconcileProgress } from './reconcile/progress.ts';

type Options = {
  readonly match?: string;
  readonly since?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

/** `reconcile`: the store follows what Stripe has. */
export function addReconcile(program: Command, env: Environment): void {
  program
    .command('reconcile')
    .description('Compare the store with Stripe and repair it: of everybody, or of one owner.')
    .argument('[OWNER]', 'user:ID or organization:ID; everybody without it', argument(owner))
    .option('--match <field>', 'whose customers those are that name no owner, such as metadata.userId')
    .option('--since <time>', 'only what came about since then', argument(pastTime))
    .option('--dry-run', 'find out, and change nothing')
    .option('--json', 'print an object')
    .addHelpText('after', help)
    .action(async (of: Owner | undefined, options: Options) => {
      const { json = false, dryRun = false, match, since } = options;
      const config = loadConfig(env, { program: 'service', needs: 'database+stripe' });
      const findings: Finding[] = [];
      const progress = createReconcileProgress();
      const report = await withSync(config, (sync) =>
        sync.reconcile({
          dryRun,
          ...(of && { owner: of }),
          ...(match !== undefined && { match }),
          ...(since !== undefined && { since }),
          onProgress: (step) => {
            if (step.finding) findings.push(step.finding);
            progress.step(step);
          },
        }),
      )
        .catch(stopped)
        .finally(progress.end);
      if (json) printJson({ ...report, dryRun, findings });
      else print(textOf(report, findings, dryRun));
      if (report.counts.failed > 0) {
        throw new CommandFailure(
          `${report.counts.failed} customers could not be compared. Run the command again.`,
        );
      }
      if (report.counts.conflict > 0)
        note('What is a conflict is set aside: decide with `customers conflicts`.');
    });
}

/** Unlike what other commands say when Stripe fails: this one has written by then. */
async function stopped(error: unknown): Promise<never> {
  const { stripeTroubleText } = await import('./stripeFailure.ts');
  const trouble = stripeTroubleText(error);
  if (trouble === undefined) throw error;
  throw new CommandFailure(`${trouble} What was repaired before that stays. Run the command again then.`);
}

const help = `
Stripe decides about the state of a customer, and never about whose customer it is: conflicts are set aside for a person.
A run that was stopped goes on where it was. A second run changes nothing.

Examples:
  $ billing-portal reconcile --dry-run
  $ billing-portal reconcile user:u1
  $ billing-portal reconcile --match metadata.userId`;

function textOf(
  { counts, changes, resumed }: ReconcileReport,
  findings: readonly Finding[],
  dryRun: boolean,
): string {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return [
    ...(resumed ? ['Went on where an earlier run was stopped.'] : []),
    columns(told.map(([name, count]) => [name, String(count)])),
    ...findings.map(({ customerId, outcome, owner: whose }) =>
      [visible(customerId), outcome, ...(whose ? [visible(formatOwner(whose))] : [])].join('  '),
    ),
    dryRun ? `${changes} changes would be made.` : `${changes} changes were made.`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
