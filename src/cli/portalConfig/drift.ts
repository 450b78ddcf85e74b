import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { planNow } from '../../portalConfig/apply.ts';
import { CommandFailure } from '../commandFailure.ts';
import { print, printJson } from '../output.ts';
import { type FileOptions, fileOption, readProfiles } from './file.ts';
import { withPortalConfigurations } from './parts.ts';
import { planJson, planText } from './text.ts';

const help = `
Exit status 1 where there is a difference, for a job that looks now and then.

Example:
  $ billing-portal portal-config drift --file portal-config.yaml`;

/** `portal-config drift`: whether Stripe is still as the file says. */
export function addPortalConfigDrift(portalConfig: Command, env: Environment): void {
  portalConfig
    .command('drift')
    .description('Compare the portal configurations in Stripe with the file.')
    .option(...fileOption)
    .option('--json', 'print an array of those that differ')
    .addHelpText('after', help)
    .action(async ({ file, json = false }: FileOptions) => {
      const profiles = await readProfiles(file);
      const { plans } = await withPortalConfigurations(env, (parts) => planNow(parts, profiles));
      const drifted = plans.filter(({ differences }) => differences.length > 0);
      if (json) printJson(drifted.map((plan) => planJson(plan)));
      else if (drifted.length === 0) print('Stripe is as the file says.');
      else print(drifted.map((plan) => planText(plan, 'planned')).join('\n'));
      if (drifted.length > 0) {
        const names = drifted.map(({ profile }) => profile).join(', ');
        throw new CommandFailure(
          `Stripe is not as the file says: ${names}. \`portal-config apply\` makes it so.`,
        );
      }
    });
}
