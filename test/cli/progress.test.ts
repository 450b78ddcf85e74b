import { expect, it } from 'vitest';
import { createProgress } from '../../src/cli/directory/progress.ts';

function told(isTTY: boolean, ...steps: readonly number[]): string {
  let [text, time] = ['', 0];
  const write = (more: string) => {
    text += more;
    return true;
  };
  const progress = createProgress(1000, { isTTY, write }, () => time);
  for (const at of steps) {
    time = at;
    progress.step();
  }
  progress.end();
  return text;
}

it('a terminal sees each step in one line, which is gone at the end', () => {
  const clear = '\r\u001b[K';
  expect(told(true, 100, 200)).toBe(
    `${clear}Asking Stripe about 1000 customers: about 7 min.\n` +
      `${clear}1 of 1000 customers, about 7 min left${clear}2 of 1000 customers, about 7 min left${clear}`,
  );
});

it('a log gets a line now and then', () => {
  expect(told(false, 1_000, 14_999, 15_000, 20_000, 30_000)).toBe(
    [
      'Asking Stripe about 1000 customers: about 7 min.\n',
      '3 of 1000 customers, about 7 min left\n',
      '5 of 1000 customers, about 7 min left\n',
    ].join(''),
  );
});
