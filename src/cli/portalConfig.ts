import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { addPortalConfigApply } from './portalConfig/apply.ts';
import { addPortalConfigDrift } from './portalConfig/drift.ts';
import { addPortalConfigPlan } from './portalConfig/plan.ts';
import { addPortalConfigShow } from './portalConfig/show.ts';

/** `portal-config`: what the portal offers, as a file says. */
export function addPortalConfig(program: Command, env: Environment): void {
  const portalConfig = program
    .command('portal-config')
    .description('Bring what the portal offers from a file to Stripe.');
  addPortalConfigPlan(portalConfig, env);
  addPortalConfigApply(portalConfig, env);
  addPortalConfigShow(portalConfig, env);
  addPortalConfigDrift(portalConfig, env);
}
