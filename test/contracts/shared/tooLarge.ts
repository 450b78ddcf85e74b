import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Reply, RequestOptions } from '../../harness/client.ts';
import type { TestService } from '../../harness/service.ts';
import { expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';

const json = { 'Content-Type': 'application/json' };
const bodies: readonly (RequestOptions & { readonly name: string })[] = [
  { name: 'a byte more than 16 kB', bytes: '{}'.padEnd(16_385), headers: json },
  { name: '16 kB of characters of two bytes', bytes: `"${'é'.repeat(16_000)}"`, headers: json },
  { name: 'a megabyte', bytes: 'x'.repeat(1_000_000), headers: json },
  { name: 'malformed JSON, too (400)', bytes: '{'.repeat(20_000), headers: json },
  {
    name: 'a little gzip that unpacks to 10 MB',
    bytes: Uint8Array.from(gzipSync(' '.repeat(10_000_000))),
    headers: { ...json, 'Content-Encoding': 'gzip' },
  },
];

/** 413 at any door. */
export function refusesLargeBodies(service: () => TestService, door: Door): void {
  const expectTooLarge = (reply: Reply) => {
    expectError(service(), door, reply, {
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
      message: 'The request body is too large. Send at most 16 kB.',
    });
    expect(service().portalSessions()).toBe(0);
  };

  it.each(bodies)('$name', async ({ name: _, ...options }) => {
    const { token } = await givenVisitor(service(), door);
    expectTooLarge(await service().post(door.path, { token, ...options }));
  });

  it('chunks that are more than 16 kB together', async () => {
    const { token } = await givenVisitor(service(), door);
    const head =
      `POST ${door.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n` +
      'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunk = `3e8\r\n${' '.repeat(1_000)}\r\n`;
    expectTooLarge(await service().raw(`${head}${chunk.repeat(17)}0\r\n\r\n`));
  });
}
