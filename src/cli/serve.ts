import type { Command } from 'commander';

/** `serve`: the service proper. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Run the service until SIGTERM or SIGINT. It migrates the database first.')
    .addHelpText('after', '\nExample:\n  $ PORT=8080 billing-portal serve')
    .action(async () => {
      await import('../main.ts');
    });
}
