import { stripeTroubleText } from '../stripeFailure.ts';
import { migrateDatabase } from './database.ts';
import { checkKey } from './key.ts';
import { applyPortalConfiguration } from './portalConfiguration.ts';
import { reconcileAll } from './reconcile.ts';
import { isChange, type SetupContext, type Step, type StepResult } from './step.ts';
import { setUpWebhookEndpoint } from './webhookEndpoint.ts';

/**
 * In this order: what can refuse before anything is changed, then what the others need. The endpoint comes before the
 * reconciliation, so that nothing happens in between that neither of them hears of.
 */
const steps: readonly (readonly [string, Step])[] = [
  ['key', checkKey],
  ['database', migrateDatabase],
  ['webhook endpoint', setUpWebhookEndpoint],
  ['portal configuration', applyPortalConfiguration],
  ['reconcile', reconcileAll],
];

/** A step that was done. */
export type Done = StepResult & { readonly step: string };

/**
 * Goes through the steps, and stops at the first that fails.
 *
 * @param tell takes a line for each that is done.
 * @returns those that were done, and what a person reads of the one that failed.
 */
export async function runSteps(
  context: SetupContext,
  tell: (line: string) => void,
): Promise<{ readonly done: readonly Done[]; readonly failure: string | undefined }> {
  const done: Done[] = [];
  for (const [step, run] of steps) {
    try {
      const result = { step, ...(await run(context)) };
      done.push(result);
      tell(lineOf(result));
    } catch (error) {
      return { done, failure: await failureOf(step, error, done) };
    }
  }
  return { done, failure: undefined };
}

const stepWidth = Math.max(...steps.map(([step]) => step.length));
const outcomeWidth = 'unchanged'.length;

function lineOf({ step, outcome, message }: Done): string {
  const start = `${step.padEnd(stepWidth)}  ${outcome.padEnd(outcomeWidth)}  `;
  return start + message.replaceAll('\n', `\n${' '.repeat(start.length)}`);
}

async function failureOf(step: string, error: unknown, done: readonly Done[]): Promise<string> {
  const { failureText } = await import('../failure.ts');
  const text = stripeTroubleText(error) ?? failureText(error);
  const before = done.map((one) => `${one.step} (${one.outcome})`).join(', ');
  const state = done.some(isChange)
    ? `Done before that: ${before}. Run \`billing-portal setup\` again: it goes on from there.`
    : 'Nothing was changed. Run `billing-portal setup` again then.';
  return `The step "${step}" failed. ${text}\n${state}`;
}
