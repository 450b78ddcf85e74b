import { type Command, Option } from 'commander';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { type EventState, eventStates } from '../../store/stripeEventRows.ts';
import { print, printJson, table } from '../output.ts';
import { withStore } from '../parts.ts';

/** `webhooks list`: events, the last received first. */
export function addWebhooksList(webhooks: Command, env: Environment): void {
  webhooks
    .command('list')
    .description('List events, the last received first: those that wait, were applied, or are dead.')
    .addOption(new Option('--state <state>', 'only those in this state').choices(eventStates))
    .option('--json', 'print an array')
    .addHelpText('after', '\nExample:\n  $ billing-portal webhooks list --state dead')
    .action(async ({ state, json = false }: { state?: EventState; json?: boolean }) => {
      const config = loadConfig(env, { program: 'service', needs: 'database' });
      const events = await withStore(config, (store) => store.stripeEvents.list(state ? { state } : {}));
      if (json) printJson(events);
      else if (events.length === 0) print(state === undefined ? 'No events.' : `No events are ${state}.`);
      else
        print(
          table(
            ['id', 'type', 'customer', 'state', 'outcome', 'tries', 'received', 'reason'],
            events.map((event) => [
              event.id,
              event.type,
              event.customerId,
              event.state,
              event.outcome,
              String(event.tries),
              event.receivedAt,
              event.reason,
            ]),
          ),
        );
    });
}
