import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { planNow } from '../../portalConfig/apply.ts';
import { notInFile } from '../../portalConfig/plan.ts';
import { print, printJson } from '../output.ts';
import { type FileOptions, fileOption, readProfiles } from './file.ts';
import { withPortalConfigurations } from './parts.ts';
import { notInFileText, planJson, planText } from './text.ts';

/** `portal-config plan`: what `apply` would do. */
export function addPortalConfigPlan(portalConfig: Command, env: Environment): void {
  portalConfig
    .command('plan')
    .description('Show what apply would change, and change nothing.')
    .option(...fileOption)
    .option('--json', 'print an array, an object a profile')
    .addHelpText('after', '\nExample:\n  $ billing-portal portal-config plan --file portal-config.yaml')
    .action(async ({ file, json = false }: FileOptions) => {
      const profiles = await readProfiles(file);
      const { plans, found } = await withPortalConfigurations(env, (parts) => planNow(parts, profiles));
      if (json) return printJson(plans.map((plan) => planJson(plan)));
      const others = notInFileText(notInFile(profiles, found));
      print([...plans.map((plan) => planText(plan, 'planned')), ...others].join('\n'));
    });
}
