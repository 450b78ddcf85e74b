import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../store/databases.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase('sqlite', { empty: true });
});
afterAll(() => database.drop());

it('serves as the service proper does, migrates first, and drains at SIGTERM', async () => {
  const env = {
    PORT: '0',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://127.0.0.1',
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: 'sk_test_1234567890',
    STRIPE_API_BASE: 'http://127.0.0.1:1',
    JWT_SECRET: 'a shared secret of this test alone',
    RETURN_URL_ORIGINS: 'https://yourapp.com',
    DEFAULT_RETURN_URL: 'https://yourapp.com/dashboard',
  };
  const child = spawn(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.on('exit', (status, signal) => resolve({ status, signal })));
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`It ended early: ${output}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const listening = /"port":(\d+)/.exec(output)?.[1];
      if (listening !== undefined) resolve(Number(listening));
    });
  });
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect(ready.status).toBe(200);
  await ready.text();
  expect(output).toContain('0001_directory');
  child.kill('SIGTERM');
  expect(await exited).toEqual({ status: 0, signal: null });
});
