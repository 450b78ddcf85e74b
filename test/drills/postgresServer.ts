import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../redis/redisServer.ts';

export type PostgresServer = {
  readonly url: string;
  start(): Promise<void>;
  /** At once, as a crash is: every connection ends. */
  stop(): Promise<void>;
  /** Keeps every connection, and answers nothing any more. */
  hang(): void;
  goOn(): void;
  /** Stops it and removes what it left. */
  remove(): Promise<void>;
};

/** Whether a drill must do without a PostgreSQL server of its own; says so aloud. With REQUIRE_SERVICES=1, never. */
export function withoutPostgresBinaries(): boolean {
  if (process.env.REQUIRE_SERVICES === '1') return false;
  const missing = ['initdb', 'pg_ctl'].filter((name) => spawnSync(name, ['--version']).status !== 0);
  const noUser = process.getuid?.() === 0 && spawnSync('id', ['postgres']).status !== 0;
  if (missing.length > 0) console.warn(`${missing.join(' and ')} cannot be run: the drill is skipped`);
  if (noUser) console.warn('initdb refuses root, and there is no user postgres: the drill is skipped');
  return missing.length > 0 || noUser;
}

/** A PostgreSQL server that a drill may stop: on a free port, in a temporary folder, not started yet. */
export async function createPostgresServer(): Promise<PostgresServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-postgres-'));
  if (process.getuid?.() === 0) {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })),
    );
    chownSync(folder, uid, gid);
  }
  const data = join(folder, 'data');
  await run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  const signal = (name: NodeJS.Signals) => {
    const [postmaster] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n').map(Number);
    if (postmaster === undefined) throw new Error('no postmaster');
    for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, name);
  };
  const stop = () => run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start: () => run('pg_ctl', ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start']),
    stop,
    hang: () => signal('SIGSTOP'),
    goOn: () => signal('SIGCONT'),
    async remove() {
      if (existsSync(join(data, 'postmaster.pid'))) {
        signal('SIGCONT');
        await stop();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one of PostgreSQL's programs, as its own user where this one is root. */
async function run(name: string, args: readonly string[]): Promise<void> {
  const program = [name, ...args];
  const [command = name, ...rest] =
    process.getuid?.() === 0
      ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', ...program]
      : program;
  // A server that stays keeps its outputs open: nobody waits for them to end.
  const child = spawn(command, rest, { cwd: tmpdir(), stdio: 'ignore' });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`${program.join(' ')} ended with ${status}`);
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').filter(Boolean).map(Number);
}
