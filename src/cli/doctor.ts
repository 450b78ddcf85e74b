import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { baseUrl } from '../config/urls.ts';
import { argument } from './arguments.ts';
import { CommandFailure } from './commandFailure.ts';
import { readContext } from './doctor/context.ts';
import type { Severity } from './doctor/finding.ts';
import { type CheckedFinding, runChecks } from './doctor/runChecks.ts';
import { print, printJson } from './output.ts';
import { fileOption } from './portalConfig/file.ts';

type Options = {
  readonly url?: string;
  readonly file: string;
  readonly strict?: boolean;
  readonly json?: boolean;
};

const help = `
It looks at what \`setup\` has set up, at the database and at the running service, and changes nothing. Each finding comes
with its fix. Exit status 1 where there is an error, with --strict also where there is a warning.

Run it where the service runs, with the same environment. A job that runs it now and then needs no other right of the
Stripe key than the service, but for reading webhook endpoints.

Examples:
  $ billing-portal doctor
  $ billing-portal doctor --strict --json`;

/** `doctor`: what is wrong, and what to do about it. */
export function addDoctor(program: Command, env: Environment): void {
  program
    .command('doctor')
    .description('Check everything that the service needs, and say how to mend what is wrong.')
    .option('--url <url>', 'where Stripe delivers, if not at PUBLIC_URL/webhooks/stripe', argument(baseUrl))
    .option(...fileOption)
    .option('--strict', 'fail where there is a warning, too')
    .option('--json', 'print {"ok", "findings": […]}')
    .addHelpText('after', help)
    .action(async ({ strict = false, json = false, ...options }: Options) => {
      const findings = await runChecks(readContext(env, options));
      const count = (of: Severity) => findings.filter(({ severity }) => severity === of).length;
      const [errors, warnings] = [count('error'), count('warning')];
      const ok = errors === 0 && !(strict && warnings > 0);
      if (json) printJson({ ok, findings });
      else print(textOf(findings));
      if (!ok) throw new CommandFailure(`Errors: ${errors}, warnings: ${warnings}.`);
    });
}

function textOf(findings: readonly CheckedFinding[]): string {
  const checkWidth = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ severity, check, message, fix }) => {
      const start = `${severity.padEnd('warning'.length)}  ${check.padEnd(checkWidth)}  `;
      const lines = [...message.split('\n'), ...(fix === undefined ? [] : [`→ ${fix}`])];
      return start + lines.join(`\n${' '.repeat(start.length)}`);
    })
    .join('\n');
}
