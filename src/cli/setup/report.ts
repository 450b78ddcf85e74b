import { visible } from '../output.ts';
import type { Done } from './runSteps.ts';
import { isChange, type SetupContext } from './step.ts';

/** What a person reads at the end: whether anything was changed, and what is left to them. */
export function reportText(context: SetupContext, done: readonly Done[]): string {
  const remaining = remainingOf(context, done);
  const left =
    remaining.length > 0
      ? ['What remains for you:', ...remaining.map((task) => `- ${task}`)]
      : ['Nothing remains to be done. `billing-portal doctor` checks all of this later.'];
  return ['', sumOf(context, done), ...left].join('\n');
}

/** The same for a program. */
export function reportJson(
  context: SetupContext,
  done: readonly Done[],
  {
    failure,
    webhookSecret,
  }: { readonly failure: string | undefined; readonly webhookSecret: string | undefined },
) {
  return {
    ok: failure === undefined,
    dryRun: context.dryRun,
    changed: !context.dryRun && done.some(isChange),
    steps: done.map(({ step, outcome, message, facts }) => ({ step, outcome, message, ...facts })),
    ...(failure !== undefined && { failure }),
    ...(webhookSecret !== undefined && { webhookSecret }),
    remaining: remainingOf(context, done),
  };
}

function sumOf({ dryRun }: SetupContext, done: readonly Done[]): string {
  if (dryRun) return 'Nothing was changed: this was a dry run.';
  return done.some(isChange) ? 'It is set up.' : 'Nothing was changed: all of it was as it should be.';
}

/** What neither this command nor another one can do. */
function remainingOf({ config, webhookUrl, lacks }: SetupContext, done: readonly Done[]): readonly string[] {
  const isTest = !config.stripe.livemode;
  return [
    ...done.flatMap(({ remaining = [] }) => remaining),
    ...lacks.map(({ variable, problem }) => `Before the service can start: ${variable} ${visible(problem)}.`),
    ...(webhookUrl.startsWith('http:')
      ? ['Serve https before you go live: a live key takes nothing else.']
      : []),
    ...(isTest && config.production
      ? ['NODE_ENV is production, and the Stripe key is of test mode: no real payment is seen.']
      : []),
  ];
}
