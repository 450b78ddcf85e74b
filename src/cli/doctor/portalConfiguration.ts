import { planNow } from '../../portalConfig/apply.ts';
import type { ProfilePlan } from '../../portalConfig/plan.ts';
import { CommandFailure } from '../commandFailure.ts';
import { visible } from '../output.ts';
import { readProfiles } from '../portalConfig/file.ts';
import { commandText } from '../shell.ts';
import { type Opened, storeOf, stripeOf } from './context.ts';
import { error, type Finding, type Findings, NotChecked, ok, warning } from './finding.ts';

/** The portal configurations: applied, and in Stripe still as the file says. */
export async function checkPortalConfiguration(opened: Opened): Findings {
  const { livemode, file } = opened;
  const { portalConfigurations: applied } = storeOf(opened);
  const { portalConfigurations: configurations } = stripeOf(opened);
  const profiles = await readProfiles(file).catch((failure: unknown) => {
    throw failure instanceof CommandFailure ? new NotChecked(failure.message.replace(/\.$/, '')) : failure;
  });
  const { plans } = await planNow({ livemode, configurations, applied }, profiles);
  return plans.map((plan) => findingOf(plan, commandText('portal-config', 'apply', '--file', file)));
}

function findingOf({ profile, action, changedIn, differences }: ProfilePlan, fix: string): Finding {
  const name = `The portal profile ${visible(profile)}`;
  const fields = differences.map(({ field }) => visible(field)).join(', ');
  switch (action) {
    case 'none':
      return ok(`${name} is applied, and Stripe has it as the file says.`);
    case 'create':
      return error(`${name} is not applied.`, fix);
    case 'save':
      return error(`${name} is in Stripe, and the database does not know its id.`, fix);
    case 'update':
      return warning(
        `${name} is not in Stripe as the file says (${changedIn.includes('stripe') ? 'it was changed in Stripe' : 'the file was changed'}): ${fields || 'its hash'}.`,
        fix,
      );
  }
}
