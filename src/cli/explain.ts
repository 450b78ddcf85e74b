import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { type ExplainConfig, loadConfig } from '../config.ts';
import { argument } from './arguments.ts';
import type { ExplainParts, Explanation } from './explain/explanation.ts';
import { type Target, target } from './explain/target.ts';
import { print, printJson } from './output.ts';
import { withStore, withStripe } from './parts.ts';

type Options = { readonly offline?: boolean; readonly json?: boolean };

const help = `
TARGET is an owner (user:u1, organization:o1), a customer of Stripe's (cus_…), or what X-Request-Id said of a request.
It says what the service knows, who set it and when, what Stripe has now, and how each portal route would answer now and
why: by the service's own decision, and in its words. It changes nothing. Run it with the settings of the service: without
STRIPE_SECRET_KEY, or with --offline, Stripe is not asked.

Examples:
  $ billing-portal explain user:u1
  $ billing-portal explain cus_NffrFeUfNV2Hib --offline
  $ billing-portal explain 0b8f6c1e-6a55-4c39-9d3a-0f1d2a3b4c5d --json`;

/** `explain`: why somebody is given a portal, or refused one. */
export function addExplain(program: Command, env: Environment): void {
  program
    .command('explain')
    .description('Explain why an owner, a customer or a request is given a portal, or refused one.')
    .argument('<TARGET>', 'user:ID, organization:ID, cus_…, or a request id', argument(target))
    .option('--offline', 'do not ask Stripe')
    .option('--json', 'print an object')
    .addHelpText('after', help)
    .action(async (of: Target, { offline = false, json = false }: Options) => {
      const config = loadConfig(env, { program: 'service', needs: 'explain' });
      const explanation = await explained(config, of, offline);
      if (json) return printJson(explanation);
      const { textOf } = await import('./explain/text.ts');
      print(textOf(explanation));
    });
}

async function explained(config: ExplainConfig, of: Target, offline: boolean): Promise<Explanation> {
  const { explain } = await import('./explain/explanation.ts');
  return withStore(config, (store) => {
    const asking = (stripe: ExplainParts['stripe']) => explain({ store, config, stripe }, of);
    if (config.stripe === undefined) return asking({ notAsked: 'Not asked: STRIPE_SECRET_KEY is not set.' });
    if (offline) return asking({ notAsked: 'Not asked: --offline.' });
    return withStripe({ ...config, stripe: config.stripe }, ({ liveReader: reader }) => asking({ reader }));
  });
}
