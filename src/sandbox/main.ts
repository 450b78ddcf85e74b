import { serveUntilSignal } from '../serve.ts';
import { startFailure } from '../startFailure.ts';
import { startSandbox } from './startSandbox.ts';

try {
  const sandbox = await startSandbox(process.env, 'data');
  serveUntilSignal(sandbox);
  console.log(sandbox.banner);
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}
