import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const program = `
  require('node:http')
    .createServer((_request, response) => response.end('ok'))
    .listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

/**
 * A process that has nothing to do but answer. What it takes is what the machine, being busy with other things, adds to
 * every answer: the floor of a drill that measures short times.
 *
 * @returns its address.
 */
export async function startIdleServer(): Promise<string> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill();
  });
  const [port] = await once(child.stdout.setEncoding('utf8'), 'data');
  return `http://127.0.0.1:${String(port).trim()}`;
}
