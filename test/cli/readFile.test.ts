import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readDirectoryFile } from '../../src/cli/directory/readFile.ts';

const lineOf = (id: string) => `{"type":"user","id":"${id}"}`;

function read(...chunks: (string | Uint8Array)[]) {
  return readDirectoryFile(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));
}

function idsOf({ entries }: Awaited<ReturnType<typeof read>>) {
  return entries.map((entry) => [entry.line, 'id' in entry ? entry.id : undefined]);
}

it('reads lines, with or without a newline at the end', async () => {
  const expected = [
    [1, 'a'],
    [2, 'b'],
  ];
  expect(idsOf(await read(`${lineOf('a')}\n${lineOf('b')}\n`))).toEqual(expected);
  expect(idsOf(await read(`${lineOf('a')}\n${lineOf('b')}`))).toEqual(expected);
  expect(idsOf(await read(`${lineOf('a')}\r\n${lineOf('b')}\r\n`))).toEqual(expected);
  expect(idsOf(await read(`\ufeff${lineOf('a')}\n${lineOf('b')}`))).toEqual(expected);
});

it('reads lines that come in pieces, in the middle of a character too', async () => {
  const bytes = Buffer.from(`${lineOf('Ünïcödé 🙂')}\n${lineOf('b\u2028c')}\n`);
  for (const size of [1, 2, 7]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    expect(idsOf(await read(...pieces))).toEqual([
      [1, 'Ünïcödé 🙂'],
      [2, 'b\u2028c'],
    ]);
  }
});

it('passes over blank lines, and counts them as lines', async () => {
  const file = await read(`\n  \n${lineOf('a')}\n\r\n\n${lineOf('b')}\n\n`);
  expect(idsOf(file)).toEqual([
    [3, 'a'],
    [6, 'b'],
  ]);
  expect(file).toMatchObject({ blank: 5, wrong: [] });
});

it('finds nothing in an empty file', async () => {
  expect(await read()).toEqual({ entries: [], wrong: [], blank: 0 });
  expect(await read('')).toEqual({ entries: [], wrong: [], blank: 0 });
});

it('names every wrong line, also one in another encoding', async () => {
  const latin1 = Buffer.from(`${lineOf('Zoë')}\n`, 'latin1');
  const file = await read(`${lineOf('a')}\nnonsense\n`, latin1, `${lineOf('b')}\n{}\n`);
  expect(file.wrong).toEqual([
    { line: 2, problem: expect.stringContaining('not JSON') },
    { line: 3, problem: 'this is not UTF-8' },
    { line: 5, problem: 'type is missing' },
  ]);
  expect(idsOf(file)).toEqual([
    [1, 'a'],
    [4, 'b'],
  ]);
});
