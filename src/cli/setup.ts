import { type Command, Option } from 'commander';
import type { Environment } from '../config/read.ts';
import { baseUrl } from '../config/urls.ts';
import { argument } from './arguments.ts';
import { CommandFailure } from './commandFailure.ts';
import { note, print, printJson } from './output.ts';
import { fileOption, readProfiles } from './portalConfig/file.ts';
import { reportJson, reportText } from './setup/report.ts';
import { runSteps } from './setup/runSteps.ts';
import { openSecretFile } from './setup/secretFile.ts';
import { readSituation } from './setup/situation.ts';
import type { SetupContext } from './setup/step.ts';

type Options = {
  readonly url?: string;
  readonly file: string;
  readonly writeSecret?: string;
  readonly newSecret?: boolean;
  readonly rolled?: boolean;
  readonly skipReconcile?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

const help = `
It takes STRIPE_SECRET_KEY, PUBLIC_URL and DATABASE_URL, and goes through five steps:
  key                   is it good, and has it each right that the service and its commands need
  database              its tables
  webhook endpoint      at PUBLIC_URL/webhooks/stripe, with the events that are used
  portal configuration  as \`portal-config apply\` makes it
  reconcile             what happened before, as \`reconcile\` finds it
Then it says what remains for you. Running it again changes nothing, or goes on where it was stopped.

The signing secret of the endpoint is printed once, when the endpoint is made, or written by --write-secret. An endpoint
that is replaced delivers until the service has the secret of the new one; run \`setup\` again then.

Examples:
  $ billing-portal setup --dry-run
  $ billing-portal setup --write-secret .env
  $ billing-portal setup --new-secret --skip-reconcile`;

/** `setup`: all that Stripe and the database need before the service starts. */
export function addSetup(program: Command, env: Environment): void {
  program
    .command('setup')
    .description('Set up Stripe and the database for the service, and say what remains to be done.')
    .option('--url <url>', 'where Stripe delivers, if not at PUBLIC_URL/webhooks/stripe', argument(baseUrl))
    .option(...fileOption)
    .option('--write-secret <file>', 'write STRIPE_WEBHOOK_SECRET=… into this file, and do not print it')
    .option('--new-secret', 'make another webhook endpoint in the place of the present one')
    .addOption(
      new Option(
        '--rolled',
        "the first STRIPE_WEBHOOK_SECRET is the endpoint's: it was rolled in Stripe's Dashboard",
      ).conflicts('newSecret'),
    )
    .option('--skip-reconcile', 'leave out the last step')
    .option('--dry-run', 'find out, and change nothing')
    .option('--json', 'print an object')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const { dryRun = false, json = false, skipReconcile = false } = options;
      const { newSecret = false, rolled = false } = options;
      const situation = readSituation(env, options.url);
      const profiles = await readProfiles(options.file);
      const { writeSecret: path } = options;
      const secretFile = path === undefined ? undefined : await openSecretFile(path);
      let webhookSecret: string | undefined;
      const context: SetupContext = {
        ...situation,
        env,
        profiles,
        dryRun,
        newSecret,
        rolled,
        skipReconcile,
        secretFile,
        async handOver(secret) {
          if (secretFile) await secretFile.add(secret);
          else if (json) webhookSecret = secret;
          else print(`The signing secret, which is not shown again:\nSTRIPE_WEBHOOK_SECRET=${secret}`);
          return webhookSecret === undefined;
        },
      };
      const { done, failure } = await runSteps(context, json ? note : print);
      if (json) printJson(reportJson(context, done, { failure, webhookSecret }));
      else if (failure === undefined) print(reportText(context, done));
      for (const { confirm } of done) await confirm?.();
      if (failure !== undefined) throw new CommandFailure(failure);
    });
}
