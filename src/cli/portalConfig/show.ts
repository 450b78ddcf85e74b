import type { Command } from 'commander';
import type { PortalConfiguration } from '../../billing/portalConfiguration.ts';
import type { Environment } from '../../config/read.ts';
import { print, printJson, visible } from '../output.ts';
import { withPortalConfigurations } from './parts.ts';

type Shown = PortalConfiguration & { readonly usedByService: boolean };

/** `portal-config show`: what Stripe has. */
export function addPortalConfigShow(portalConfig: Command, env: Environment): void {
  portalConfig
    .command('show')
    .description('Show the portal configurations that Stripe has, and which of them the service uses.')
    .option('--json', 'print an array')
    .addHelpText('after', '\nExample:\n  $ billing-portal portal-config show')
    .action(async ({ json = false }: { json?: boolean }) => {
      const shown = await withPortalConfigurations(env, async ({ livemode, configurations, applied }) => {
        const [found, saved] = await Promise.all([configurations.list(), applied.list(livemode)]);
        const used = new Set(saved.map(({ configurationId }) => configurationId));
        return found.map((one) => ({ ...one, usedByService: used.has(one.id) }));
      });
      if (json) return printJson(shown);
      const { stringify } = await import('yaml');
      const texts = shown.map((one) => textOf(one, stringify(one.content)));
      print(texts.length > 0 ? texts.join('\n\n') : 'Stripe has no portal configuration.');
    });
}

function textOf({ id, profile, isDefault, usedByService }: Shown, content: string): string {
  const facts = [
    profile === null ? 'not made by this command' : `profile ${visible(profile)}`,
    ...(usedByService ? ['used by the service'] : []),
    ...(isDefault ? ["Stripe's default, for sessions that name none"] : []),
  ];
  const lines = content.trimEnd().split('\n');
  return [`${visible(id)}: ${facts.join('; ')}`, ...lines.map((line) => `  ${visible(line)}`)].join('\n');
}
