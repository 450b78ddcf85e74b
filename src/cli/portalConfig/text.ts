import type { PortalConfiguration } from '../../billing/portalConfiguration.ts';
import type { Difference } from '../../portalConfig/differences.ts';
import type { ProfilePlan } from '../../portalConfig/plan.ts';
import { visible } from '../output.ts';

/** What a plan says, or what was done by it. */
export type Tense = 'planned' | 'done';

const actions = {
  planned: { create: 'create', update: 'update', save: 'save the id of', none: 'unchanged' },
  done: { create: 'created', update: 'updated', save: 'saved the id of', none: 'unchanged' },
} as const;

const causes = { file: 'the file was changed', stripe: 'it was changed in Stripe' } as const;

/** A profile's plan as a person reads it: what is done, why, and each field. */
export function planText(plan: ProfilePlan, tense: Tense, id = plan.present?.id): string {
  const { profile, action, changedIn, differences, notes } = plan;
  const what = [actions[tense][action], ...(id === undefined ? [] : [visible(id)])].join(' ');
  const why = action === 'update' ? ` (${causesOf(changedIn)})` : '';
  // What a new one does not have is not worth a line.
  const told = differences.filter(({ before, after }) => before !== undefined || after !== null);
  return [
    `${profile}: ${what}${why}`,
    ...(action === 'save' ? ['  Stripe is as the file says, and the database does not know its id.'] : []),
    ...(action === 'update' && told.length === 0 ? ['  Only the hash in its metadata is another.'] : []),
    ...told.map(differenceText),
    ...notes.map((note) => `  ${visible(note)}`),
  ].join('\n');
}

function causesOf(changedIn: ProfilePlan['changedIn']): string {
  if (changedIn.length === 0) return 'no apply came to its end';
  return `${changedIn.map((where) => causes[where]).join(', and ')} since it was applied`;
}

function differenceText({ field, before, after }: Difference): string {
  const name = visible(field);
  if (before === undefined) return `  + ${name}: ${valueText(after)}`;
  if (after === undefined) return `  - ${name}: ${valueText(before)}`;
  return `  ~ ${name}: ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Difference['after']): string {
  if (typeof value === 'object' && value !== null) return `[${value.map(visible).join(', ')}]`;
  return visible(String(value));
}

/** What is in Stripe and not in the file. */
export function notInFileText(configurations: readonly PortalConfiguration[]): readonly string[] {
  return configurations.map(
    ({ id, profile }) => `${visible(profile ?? '')}: not in the file; ${visible(id)} is left as it is`,
  );
}

/** A plan as `--json` has it. */
export function planJson(plan: ProfilePlan, configurationId = plan.present?.id) {
  const { profile, action, changedIn, differences, notes, hash } = plan;
  return { profile, action, configurationId: configurationId ?? null, hash, changedIn, differences, notes };
}
