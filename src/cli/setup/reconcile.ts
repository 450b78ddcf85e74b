import { CommandFailure } from '../commandFailure.ts';
import { withSync } from '../parts.ts';
import { createReconcileProgress } from '../reconcile/progress.ts';
import { hasTables } from './database.ts';
import type { Step } from './step.ts';

/** What happened before the webhook endpoint was there: as `reconcile` catches up with it. */
export const reconcileAll: Step = async (context) => {
  const { config, dryRun, skipReconcile } = context;
  if (skipReconcile) {
    return {
      outcome: 'skipped',
      message: 'Left out (--skip-reconcile).',
      remaining: ['Catch up with what Stripe has: `billing-portal reconcile`.'],
    };
  }
  if (!(await hasTables(context))) {
    return { outcome: 'skipped', message: 'The store would be compared with Stripe, once it is there.' };
  }
  const progress = createReconcileProgress();
  const { counts, changes } = await withSync(config, (sync) =>
    sync.reconcile({ dryRun, onProgress: progress.step }),
  ).finally(progress.end);
  if (counts.failed > 0) throw new CommandFailure(`${counts.failed} customers could not be compared.`);
  return {
    outcome: changes > 0 ? 'updated' : 'unchanged',
    message: `${changes} changes ${dryRun ? 'would be' : 'were'} made.${told(counts)}`,
    facts: { changes, counts },
    ...(counts.conflict > 0 && {
      remaining: [
        `${counts.conflict} customers are set aside, because their owner cannot have them: \`billing-portal customers conflicts\` tells what settles each.`,
      ],
    }),
  };
};

function told(counts: Readonly<Record<string, number>>): string {
  const seen = Object.entries(counts).filter(([, count]) => count > 0);
  return seen.length === 0 ? '' : ` ${seen.map(([name, count]) => `${name} ${count}`).join(', ')}.`;
}
