import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** What the server does with one request. */
export type Step =
  | 'reset'
  | 'hang'
  /** Breaks the connection in the middle of a good answer. */
  | 'cut'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly text?: string;
    };

export const portal = {
  status: 200,
  json: { success: true, url: 'https://billing.stripe.com/p/session/test_1' },
};

/** An error in the nested envelope. */
export const failure = (
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Step => ({
  status,
  headers,
  json: { error: { code, message: `This is ${code}`, docUrl: 'https://billing.yourapp.com/api/errors/#x' } },
});

export type FailingServer = {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves when so many requests have come. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
};

/** A server on a socket that takes one step a request, and the last one again and again. */
export async function startFailingServer(...steps: readonly Step[]): Promise<FailingServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body });
    take(steps[received.length - 1] ?? steps.at(-1) ?? 'reset', response);
    server.emit('received');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    received,
    async arrived(count) {
      while (received.length < count) await once(server, 'received');
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function take(step: Step, response: ServerResponse): void {
  if (step === 'hang') return;
  if (step === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (step === 'cut') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
    response.write('{"url":', () => response.socket?.resetAndDestroy());
  } else {
    const { status, headers, json, text = json === undefined ? '' : JSON.stringify(json) } = step;
    const type = json === undefined ? 'text/html' : 'application/json';
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(text);
  }
}
