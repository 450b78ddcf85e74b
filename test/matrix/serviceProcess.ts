import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../src/main.ts');

export type ServiceProcess = {
  readonly port: number;
  /** Everything that it wrote so far, on both outputs. */
  output(): string;
  /** SIGTERM. @returns the exit status */
  stop(): Promise<number | null>;
};

/**
 * Starts the service proper as a process of its own, as production does, to see what it writes.
 *
 * @param env its whole environment; `PORT=0` takes a free one.
 */
export async function startServiceProcess(env: Record<string, string>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      const listening = /"port":(\d+),"msg":"listening"/.exec(output)?.[1];
      if (listening !== undefined) resolve(Number(listening));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.on('exit', () => reject(new Error(`It ended early: ${output}`)));
  });
  return {
    port,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}
