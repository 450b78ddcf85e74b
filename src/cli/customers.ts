import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { addCustomersConflicts } from './customers/conflicts.ts';
import { addCustomersLink } from './customers/link.ts';
import { addCustomersShow } from './customers/show.ts';

/** `customers`: which Stripe customer an owner has. */
export function addCustomers(program: Command, env: Environment): void {
  const customers = program
    .command('customers')
    .description('Show and set which Stripe customer a user or an organization has.');
  addCustomersShow(customers, env);
  addCustomersLink(customers, env);
  addCustomersConflicts(customers, env);
}
