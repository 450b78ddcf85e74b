import { Command, CommanderError } from 'commander';
import type { Environment } from '../config/read.ts';
import { addAudit } from './audit.ts';
import { addCustomers } from './customers.ts';
import { addDirectory } from './directory.ts';
import { addDoctor } from './doctor.ts';
import { addExplain } from './explain.ts';
import { addKeys } from './keys.ts';
import { addMigrate } from './migrate.ts';
import { note } from './output.ts';
import { addPortalConfig } from './portalConfig.ts';
import { addReconcile } from './reconcile.ts';
import { addServe } from './serve.ts';
import { addSetup } from './setup.ts';
import { addWebhooks } from './webhooks.ts';

/**
 * Runs a command.
 *
 * @param args what stands after the program's name.
 * @param env the configuration's variables; `serve` reads those of the process.
 * @returns the exit status: 0, 1 (it failed) or 2 (wrong use).
 * @example process.exitCode = await runCommand(['keys', 'list', '--user', 'u1'], process.env)
 */
export async function runCommand(args: readonly string[], env: Environment): Promise<number> {
  try {
    await createProgram(env).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // commander has told it already; asking for help comes this way, too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    // Only here: it knows the rooms whose failures it tells, and loading them takes longer than most commands.
    const { failureText } = await import('./failure.ts');
    note(`error: ${failureText(error)}`);
    return 1;
  }
}

/** The whole command line: every command with its options. @param env the configuration's variables. */
export function createProgram(env: Environment): Command {
  const program = new Command('billing-portal')
    .description('Runs the billing portal service, and keeps what it knows of users, customers and keys.')
    .exitOverride()
    .showHelpAfterError('(--help after a command shows how it is used)')
    .addHelpText('after', generalHelp);
  addServe(program);
  addSetup(program, env);
  addDoctor(program, env);
  addMigrate(program, env);
  addDirectory(program, env);
  addCustomers(program, env);
  addKeys(program, env);
  addPortalConfig(program, env);
  addReconcile(program, env);
  addWebhooks(program, env);
  addAudit(program, env);
  addExplain(program, env);
  return program;
}

const generalHelp = `
The commands take their settings from the environment, above all DATABASE_URL; .env.example explains each.
With --json standard output is one JSON value, or nothing where the command fails, and all else goes to standard error.
Exit status: 0, 1 (failed) or 2 (wrong use).

Example:
  $ billing-portal keys create --help`;
