import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildClient, oldestNode, root } from '../client/packed.ts';

export const examples = join(root, 'examples');

/** Starts an example on the oldest Node at hand, until the test ends. @returns its address, as it prints it. */
export async function startExample(path: string, env: Readonly<Record<string, string>>): Promise<string> {
  await buildClient();
  const { path: node } = await oldestNode();
  const child = spawn(node, [join(examples, path)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    const [url] = /http:\S+(?=\/)/.exec(output) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`${path} ended before it listened: ${output}`);
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
