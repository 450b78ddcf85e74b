import { it } from 'vitest';
import type { TestService } from '../../harness/service.ts';
import { expectError } from './answers.ts';
import type { Door } from './doors.ts';

const message =
  'It cannot be read as HTTP. Check the request line, the headers and their size, and the percent-encoding of the path.';

/** 400 at any operation: what Node cannot read as HTTP, in the envelope of the path all the same. */
export function refusesBadSyntax(
  service: () => TestService,
  method: 'GET' | 'POST',
  { path, envelope }: Pick<Door, 'path' | 'envelope'>,
): void {
  const head = `${method} ${path} HTTP/1.1\r\n`;
  it.each([
    { name: 'no Host', bytes: `${head}Connection: close\r\n\r\n` },
    { name: 'a header without a colon', bytes: `${head}Host: x\r\nno colon\r\n\r\n` },
    { name: 'a space before the colon', bytes: `${head}Host : x\r\n\r\n` },
    { name: 'a control character in a header', bytes: `${head}Host: x\r\nX-A: a\x01b\r\n\r\n` },
    { name: 'two lengths', bytes: `${head}Host: x\r\nContent-Length: 0\r\nContent-Length: 1\r\n\r\n` },
    { name: 'a length that is no number', bytes: `${head}Host: x\r\nContent-Length: one\r\n\r\n` },
    {
      name: 'a length beside a transfer coding',
      bytes: `${head}Host: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    },
    { name: 'headers of more than 16 kB', bytes: `${head}Host: x\r\nX-A: ${'a'.repeat(17_000)}\r\n\r\n` },
  ])('a request that is not HTTP: $name', async ({ bytes }) => {
    expectError(service(), { envelope }, await service().raw(bytes), {
      status: 400,
      code: 'VALIDATION_FAILED',
      message: `The request is not valid. ${message}`,
      ...(envelope === 'nested' && { details: [{ code: 'custom', path: [], message }] }),
    });
  });
}
