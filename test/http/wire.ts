import { connect } from 'node:net';
import { check, type Reply } from '../harness/client.ts';

export type Wire = {
  /** Sends bytes as they are. */
  send(bytes: string | Uint8Array): void;
  /** Reads the next answer as the one to this request, checked against the spec; undefined where none comes. */
  answerTo(request: string): Promise<Reply | undefined>;
  /** Sends a request and reads its answer. */
  ask(request: string): Promise<Reply | undefined>;
  /** Resolves when the service has closed the connection, with what came and was not read. */
  closed: Promise<string>;
  hangUp(): void;
};

/**
 * A connection of its own to the service.
 *
 * @example
 * const wire = dial(service().url);
 * expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
 */
export function dial(url: string): Wire {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = Buffer.alloc(0);
  let isOpen = true;
  let wake = () => {};
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    wake();
  });
  socket.on('error', () => socket.destroy());
  const closed = new Promise<string>((resolve) => {
    socket.on('close', () => {
      isOpen = false;
      wake();
      resolve(received.toString());
    });
  });

  const answerTo = async (sent: string): Promise<Reply | undefined> => {
    const [, method = '', target = ''] = /^(\S+) (\S+)/.exec(sent) ?? [];
    for (;;) {
      const answer = takeAnswer(received, method === 'HEAD');
      if (answer !== undefined) {
        received = received.subarray(answer.length);
        if (answer.status >= 200) return check(method, target, answer);
      } else if (isOpen) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else return undefined;
    }
  };
  const send = (bytes: string | Uint8Array) => void socket.write(bytes);
  return {
    send,
    answerTo,
    ask(bytes) {
      send(bytes);
      return answerTo(bytes);
    },
    closed,
    hangUp: () => socket.destroy(),
  };
}

/** The text of a request. A body comes with its length, unless the headers say how it is framed. */
export function request(
  method: string,
  target: string,
  headers: Record<string, string | undefined> = {},
  body = '',
): string {
  const isFramed = Object.keys(headers).some((name) => /^(content-length|transfer-encoding)$/i.test(name));
  const length = body === '' || isFramed ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ Host: 'x', ...headers, ...length }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}\r\n`],
  );
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

function takeAnswer(bytes: Buffer, isHead: boolean) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const status = Number(statusLine.split(' ')[1]);
  const length = end + 4 + (isHead || status < 200 ? 0 : Number(headers.get('content-length')));
  if (bytes.length < length) return undefined;
  return { status, headers, text: bytes.toString('utf8', end + 4, length), length };
}
