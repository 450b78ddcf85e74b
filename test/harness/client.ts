import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { Agent, type IncomingMessage, get as sendGet } from 'node:http';
import { connect } from 'node:net';
import { codeOf, faultsOf, operationOf } from './spec.ts';

// A JSON body of any shape: tests look at it by `expect`.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Json = any;

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
};

export type RequestOptions = {
  readonly token?: string | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly bytes?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
};

export type Client = ReturnType<typeof createClient>;

/** A caller of the service, who checks every answer against the spec. */
export function createClient(url: string) {
  const request = async (method: string, path: string, options: RequestOptions = {}): Promise<Reply> => {
    const { token, json, bytes, headers, signal } = options;
    const body = json === undefined ? bytes : JSON.stringify(json);
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    return check(method, path, {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    });
  };
  return {
    url,
    request,
    get: (path: string, options?: RequestOptions) => request('GET', path, options),
    post: (path: string, options?: RequestOptions) => request('POST', path, options),
    /** A connection that stays open between requests, as a load balancer's does, until `end`. */
    keptOpen: () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      return {
        get: async (path: string): Promise<Reply> => {
          const [message]: IncomingMessage[] = await once(sendGet(url + path, { agent }), 'response');
          if (message === undefined) throw new Error('no answer');
          const headers = new Headers();
          for (const [name, values = []] of Object.entries(message.headersDistinct)) {
            for (const value of values) headers.append(name, value);
          }
          let text = '';
          for await (const chunk of message.setEncoding('utf8')) text += chunk;
          return check('GET', path, { status: message.statusCode ?? 0, headers, text });
        },
        end: () => agent.destroy(),
      };
    },
    /** Sends bytes as they are, and reads until the service closes: each request must say `Connection: close`. */
    raw: async (bytes: string): Promise<Reply> => {
      const [, method = '', target = ''] = /^(\S+) (\S+)/.exec(bytes) ?? [];
      return check(method, target, parseResponse(await exchange(url, bytes)));
    },
    /** The same, unchecked: the answer as it came, every byte of its head too. */
    exchange: (bytes: string): Promise<string> => exchange(url, bytes),
  };
}

/** Fails where an answer is not as the spec says. Answers to HEAD and OPTIONS, which it does not describe, pass. */
export function check(method: string, target: string, answer: Omit<Reply, 'body'>): Reply {
  const faults = method === 'HEAD' || method === 'OPTIONS' ? [] : faultsOf(method, target, answer);
  if (faults.length > 0) {
    throw new Error(
      `${method} ${target} answered ${answer.status}, and not as the spec says: ${faults.join('; ')}\n${answer.text}`,
    );
  }
  record(method, target, answer);
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') && method !== 'HEAD';
  return { ...answer, body: isJson ? JSON.parse(answer.text) : undefined };
}

/** Notes what was answered: at the end of a whole run, every documented answer must have been seen. */
function record(method: string, target: string, { status, text }: Omit<Reply, 'body'>): void {
  const file = process.env.ANSWERS_FILE;
  const operation = operationOf(method, target);
  if (file === undefined || operation === undefined) return;
  appendFileSync(file, `${operation.id} ${status} ${codeOf(text) ?? '-'}\n`);
}

function exchange(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', reject).on('close', () => resolve(received));
  });
}

function parseResponse(text: string): Omit<Reply, 'body'> {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = new Headers();
  for (const line of lines)
    headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  const body = text.slice(end + 4);
  const isChunked = headers.get('transfer-encoding') === 'chunked';
  return { status: Number(statusLine.split(' ')[1]), headers, text: isChunked ? dechunk(body) : body };
}

function dechunk(body: string): string {
  const [size = '0'] = /^[0-9a-f]+/i.exec(body) ?? [];
  const length = Number.parseInt(size, 16);
  const start = body.indexOf('\r\n') + 2;
  return length === 0 ? '' : body.slice(start, start + length) + dechunk(body.slice(start + length + 2));
}
