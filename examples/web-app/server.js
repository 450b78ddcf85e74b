import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const port = Number(env.PORT ?? 5173);

// The client is bundled into the app's own script: the page loads nothing from anywhere else.
const bundle = buildSync({ entryPoints: [here('app.js')], bundle: true, format: 'esm', write: false });
const json = (value) => ({ type: 'application/json', body: JSON.stringify(value) });

const pages = {
  'GET /': { type: 'text/html', body: readFileSync(here('index.html')) },
  'GET /app.js': { type: 'text/javascript', body: bundle.outputFiles[0].text },
  'GET /config.json': json({ billingPortalUrl: env.BILLING_PORTAL_URL ?? 'http://localhost:3000' }),
  // A real app looks at its session cookie and has its identity provider issue a token for that user, good for minutes.
  // Here everybody is the sandbox's demo user.
  'POST /session/access-token': { type: 'text/plain', body: env.USER_TOKEN ?? '' },
};

const server = createServer((request, response) => {
  const page = pages[`${request.method} ${request.url}`];
  if (page === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'Content-Type': page.type, 'Cache-Control': 'no-store' }).end(page.body);
});
server.listen(port, () => console.log(`Open http://localhost:${server.address().port}/`));
