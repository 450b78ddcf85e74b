import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { id, repeated } from '../arguments.ts';
import { print, printJson } from '../output.ts';
import { withStore } from '../parts.ts';

/** `webhooks retry`: dead events are tried again. */
export function addWebhooksRetry(webhooks: Command, env: Environment): void {
  webhooks
    .command('retry')
    .description('Have dead events tried again, from the beginning, by the running service.')
    .argument('[EVENT...]', 'their ids in Stripe, evt_…; all dead ones without any', repeated(id))
    .option('--json', 'print an array of ids')
    .addHelpText('after', '\nExample:\n  $ billing-portal webhooks retry evt_1 evt_2')
    .action(async (ids: readonly string[] | undefined, { json = false }: { json?: boolean }) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      const asked = ids === undefined || ids.length === 0 ? undefined : ids;
      const retried = await withStore(config, (store) =>
        store.stripeEvents.retry(new Date().toISOString(), asked),
      );
      if (json) printJson(retried);
      else
        print(retried.length === 0 ? 'None of them is dead.' : `To be tried again: ${retried.join(', ')}.`);
    });
}
