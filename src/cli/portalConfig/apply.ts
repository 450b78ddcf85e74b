import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { type AppliedProfile, applyProfiles } from '../../portalConfig/apply.ts';
import { note, print, printJson } from '../output.ts';
import { type FileOptions, fileOption, readProfiles } from './file.ts';
import { withPortalConfigurations } from './parts.ts';
import { planJson, planText } from './text.ts';

const help = `
A configuration is found again in Stripe by its metadata, so applying twice changes nothing, and it is never made a
second time, not with an empty database either. What was changed in Stripe by hand is put back.
The running service uses what was applied within a minute.

Example:
  $ billing-portal portal-config apply --file portal-config.yaml`;

/** `portal-config apply`: Stripe becomes as the file says. */
export function addPortalConfigApply(portalConfig: Command, env: Environment): void {
  portalConfig
    .command('apply')
    .description('Make the portal configurations in Stripe as the file says.')
    .option(...fileOption)
    .option('--json', 'print an array, an object a profile')
    .addHelpText('after', help)
    .action(async ({ file, json = false }: FileOptions) => {
      const profiles = await readProfiles(file);
      const done: AppliedProfile[] = [];
      try {
        await withPortalConfigurations(env, (parts) =>
          applyProfiles(parts, profiles, (applied) => {
            done.push(applied);
            if (!json) print(planText(applied, 'done', applied.configurationId));
          }),
        );
      } catch (error) {
        if (done.length > 0)
          note(`Applied before it failed: ${done.map(({ profile }) => profile).join(', ')}.`);
        throw error;
      }
      if (json) printJson(done.map((applied) => planJson(applied, applied.configurationId)));
    });
}
