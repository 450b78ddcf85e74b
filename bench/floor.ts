import { createServer } from 'node:http';
import Stripe from 'stripe';

/**
 * The floor: a bare server that verifies nothing, stores nothing and logs nothing, and makes the same call to Stripe for
 * each request. Prints its port. `node bench/floor.ts <Stripe's address> <customer>`
 */
const [address = '', customer = ''] = process.argv.slice(2);
const { hostname, port } = new URL(address);
const stripe = new Stripe('sk_test_1234567890', { host: hostname, port, protocol: 'http', telemetry: false });

const server = createServer(async (request, response) => {
  request.resume();
  const { url } = await stripe.billingPortal.sessions.create({
    customer,
    return_url: 'https://yourapp.com/dashboard',
  });
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ url }));
});
server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  console.log(typeof bound === 'object' && bound !== null ? bound.port : 0);
});
