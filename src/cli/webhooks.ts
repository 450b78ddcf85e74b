import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { addWebhooksList } from './webhooks/list.ts';
import { addWebhooksRetry } from './webhooks/retry.ts';
import { addWebhooksShow } from './webhooks/show.ts';

/** `webhooks`: the events that Stripe delivered. */
export function addWebhooks(program: Command, env: Environment): void {
  const webhooks = program
    .command('webhooks')
    .description('See the events that Stripe delivered, and try dead ones again.');
  addWebhooksList(webhooks, env);
  addWebhooksShow(webhooks, env);
  addWebhooksRetry(webhooks, env);
}
