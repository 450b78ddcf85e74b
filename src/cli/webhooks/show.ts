import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { argument, id } from '../arguments.ts';
import { CommandFailure } from '../commandFailure.ts';
import { columns, print, printJson, visible } from '../output.ts';
import { withStore } from '../parts.ts';

/** `webhooks show`: all that is kept of an event. */
export function addWebhooksShow(webhooks: Command, env: Environment): void {
  webhooks
    .command('show')
    .description('Show what is kept of an event. Its content is not: the state is read from Stripe anew.')
    .argument('<EVENT>', "the event's id in Stripe, evt_…", argument(id))
    .option('--json', 'print an object')
    .addHelpText('after', '\nExample:\n  $ billing-portal webhooks show evt_1')
    .action(async (eventId: string, { json = false }: { json?: boolean }) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      const event = await withStore(config, (store) => store.stripeEvents.find(eventId));
      if (event === undefined) {
        throw new CommandFailure(
          `No event ${visible(eventId)} came. If Stripe has it, \`billing-portal reconcile\` catches up.`,
        );
      }
      if (json) printJson(event);
      else
        print(
          columns(
            Object.entries(event).map(([name, value]) => [name, value === null ? null : String(value)]),
          ),
        );
    });
}
