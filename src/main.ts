import { loadConfig } from './config.ts';
import { run } from './run.ts';
import { serveUntilSignal } from './serve.ts';
import { startFailure } from './startFailure.ts';

try {
  serveUntilSignal(await run(loadConfig(process.env, { program: 'service' })));
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}
