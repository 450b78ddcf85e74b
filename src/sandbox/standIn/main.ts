import { Command, InvalidArgumentError } from 'commander';
import { startStandIn } from './standIn.ts';

const program = new Command('stand-in')
  .description(
    "Serves the part of Stripe's API that the billing portal uses, in test mode, for tests and trials.",
  )
  .requiredOption('--port <number>', 'port to listen on; 0 takes a free one', parsePort)
  .option('--state <file>', 'keep the state in this file, between two starts')
  .addHelpText(
    'after',
    '\nPrints its address as one line of JSON, {"url":"http://127.0.0.1:12111"}, and serves until it is stopped.\nAny key that begins with sk_test_ or rk_test_ is good; POST /_stand_in/restricted_keys gives a restricted one its rights.',
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse();

const { port, state } = program.opts<{ port: number; state?: string }>();

try {
  const standIn = await startStandIn({ port, ...(state !== undefined && { stateFile: state }) });
  process.stdout.write(`${JSON.stringify({ url: standIn.url })}\n`);
  const stop = () => standIn.close().catch(fail);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  fail(error);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}

function fail(error: unknown): void {
  process.stderr.write(`error: ${reason(error)}\n`);
  process.exitCode = 1;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const taken = 'code' in error && error.code === 'EADDRINUSE';
  return taken ? `Port ${port} is taken. Name another with --port, or 0 for a free one.` : error.message;
}
