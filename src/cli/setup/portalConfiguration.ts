import { defaultPortalProfile } from '../../billing/portalConfiguration.ts';
import { applyProfiles, planNow } from '../../portalConfig/apply.ts';
import type { ProfilePlan } from '../../portalConfig/plan.ts';
import { visible } from '../output.ts';
import { withStripe } from '../parts.ts';
import { withPortalConfigurations } from '../portalConfig/parts.ts';
import { planJson } from '../portalConfig/text.ts';
import { hasTables } from './database.ts';
import type { SetupContext, Step, StepOutcome } from './step.ts';

type Done = ProfilePlan & { readonly configurationId: string | undefined };

/** What the portal offers: as `portal-config apply` does it. */
export const applyPortalConfiguration: Step = async (context) => {
  const done = await (context.dryRun ? plan(context) : apply(context));
  return {
    outcome: outcomeOf(done),
    message: done.map((one) => textOf(one, context.dryRun)).join('\n'),
    facts: { profiles: done.map((one) => planJson(one, one.configurationId)) },
    remaining: done.flatMap(remainingOf),
  };
};

async function apply({ env, profiles }: SetupContext): Promise<readonly Done[]> {
  const done: Done[] = [];
  await withPortalConfigurations(env, (parts) =>
    applyProfiles(parts, profiles, (applied) => void done.push(applied)),
  );
  return done;
}

async function plan(context: SetupContext): Promise<readonly Done[]> {
  const { env, config, profiles } = context;
  const { livemode } = config.stripe;
  const nothing = { list: async () => [], save: async () => {} };
  const { plans } = (await hasTables(context))
    ? await withPortalConfigurations(env, (parts) => planNow(parts, profiles))
    : await withStripe(config, ({ portalConfigurations: configurations }) =>
        planNow({ livemode, configurations, applied: nothing }, profiles),
      );
  return plans.map((one) => ({ ...one, configurationId: one.present?.id }));
}

function outcomeOf(done: readonly ProfilePlan[]): StepOutcome {
  const actions = done.map(({ action }) => action);
  if (actions.includes('create')) return 'created';
  return actions.every((action) => action === 'none') ? 'unchanged' : 'updated';
}

const words = {
  create: ['created', 'would be created'],
  update: ['updated', 'would be updated'],
  save: ['found, and its id saved', 'is there, and its id would be saved'],
  none: ['unchanged', 'unchanged'],
} as const;

function textOf({ profile, action, configurationId }: Done, dryRun: boolean): string {
  const id = configurationId === undefined ? '' : ` ${visible(configurationId)}`;
  return `${visible(profile)}:${id} ${words[action][dryRun ? 1 : 0]}.`;
}

function remainingOf({ profile, notes }: Done): readonly string[] {
  const given =
    'Nobody gets this profile until an API key (`keys create --portal-profile`) or an organization (`directory import`) is given it.';
  const told = profile === defaultPortalProfile ? notes : [...notes, given];
  return told.map((note) => `Portal profile ${visible(profile)}: ${visible(note)}`);
}
