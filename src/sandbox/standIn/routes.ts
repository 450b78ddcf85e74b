import { checkoutSessions } from './resources/checkoutSessions.ts';
import { customers } from './resources/customers.ts';
import { events } from './resources/events.ts';
import { invoiceItems } from './resources/invoiceItems.ts';
import { invoices } from './resources/invoices.ts';
import { paymentMethods } from './resources/paymentMethods.ts';
import { portalConfigurations } from './resources/portalConfigurations.ts';
import { portalSessions } from './resources/portalSessions.ts';
import { prices } from './resources/prices.ts';
import { products } from './resources/products.ts';
import { searchCustomers } from './resources/searchCustomers.ts';
import { subscriptions } from './resources/subscriptions.ts';
import { webhookEndpoints } from './resources/webhookEndpoints.ts';
import { type Route, route } from './route.ts';

/** The part of Stripe's API that the stand-in speaks: method, path, parameters, handler. */
export const routes: readonly Route[] = [
  route('POST', '/v1/customers', customers.createParams, customers.create),
  route('GET', '/v1/customers', customers.listParams, customers.list),
  // Before the route with an id, which it would fit as well.
  route('GET', '/v1/customers/search', searchCustomers.params, searchCustomers.search),
  route('GET', '/v1/customers/:id', customers.retrieveParams, customers.retrieve),
  route('POST', '/v1/customers/:id', customers.updateParams, customers.update),
  route('DELETE', '/v1/customers/:id', customers.deleteParams, customers.delete),

  route('POST', '/v1/products', products.createParams, products.create),
  route('GET', '/v1/products', products.listParams, products.list),
  route('GET', '/v1/products/:id', products.retrieveParams, products.retrieve),

  route('POST', '/v1/prices', prices.createParams, prices.create),
  route('GET', '/v1/prices', prices.listParams, prices.list),
  route('GET', '/v1/prices/:id', prices.retrieveParams, prices.retrieve),

  route('POST', '/v1/subscriptions', subscriptions.createParams, subscriptions.create),
  route('GET', '/v1/subscriptions', subscriptions.listParams, subscriptions.list),
  route('GET', '/v1/subscriptions/:id', subscriptions.retrieveParams, subscriptions.retrieve),
  route('POST', '/v1/subscriptions/:id', subscriptions.updateParams, subscriptions.update),
  route('DELETE', '/v1/subscriptions/:id', subscriptions.cancelParams, subscriptions.cancel),
  route('POST', '/v1/subscriptions/:id/resume', subscriptions.resumeParams, subscriptions.resume),

  route('POST', '/v1/payment_methods', paymentMethods.createParams, paymentMethods.create),
  route('GET', '/v1/payment_methods', paymentMethods.listParams, paymentMethods.list),
  route('GET', '/v1/payment_methods/:id', paymentMethods.retrieveParams, paymentMethods.retrieve),
  route('POST', '/v1/payment_methods/:id/attach', paymentMethods.attachParams, paymentMethods.attach),
  route('POST', '/v1/payment_methods/:id/detach', paymentMethods.detachParams, paymentMethods.detach),

  route('POST', '/v1/invoiceitems', invoiceItems.createParams, invoiceItems.create),

  route('POST', '/v1/invoices', invoices.createParams, invoices.create),
  route('GET', '/v1/invoices', invoices.listParams, invoices.list),
  route('GET', '/v1/invoices/:id', invoices.retrieveParams, invoices.retrieve),
  route('POST', '/v1/invoices/:id/finalize', invoices.finalizeParams, invoices.finalize),
  route('POST', '/v1/invoices/:id/pay', invoices.payParams, invoices.pay),

  route('POST', '/v1/checkout/sessions', checkoutSessions.createParams, checkoutSessions.create),
  route('GET', '/v1/checkout/sessions', checkoutSessions.listParams, checkoutSessions.list),
  route('GET', '/v1/checkout/sessions/:id', checkoutSessions.retrieveParams, checkoutSessions.retrieve),
  route('POST', '/v1/checkout/sessions/:id/expire', checkoutSessions.expireParams, checkoutSessions.expire),
  route('GET', '/v1/payment_pages/:id', checkoutSessions.retrieveParams, checkoutSessions.retrieve),
  route('POST', '/v1/payment_pages/:id/confirm', checkoutSessions.confirmParams, checkoutSessions.confirm),

  route(
    'POST',
    '/v1/billing_portal/configurations',
    portalConfigurations.createParams,
    portalConfigurations.create,
  ),
  route(
    'GET',
    '/v1/billing_portal/configurations',
    portalConfigurations.listParams,
    portalConfigurations.list,
  ),
  route(
    'GET',
    '/v1/billing_portal/configurations/:id',
    portalConfigurations.retrieveParams,
    portalConfigurations.retrieve,
  ),
  route(
    'POST',
    '/v1/billing_portal/configurations/:id',
    portalConfigurations.updateParams,
    portalConfigurations.update,
  ),

  route('GET', '/v1/events', events.listParams, events.list),
  route('GET', '/v1/events/:id', events.retrieveParams, events.retrieve),

  route('POST', '/v1/webhook_endpoints', webhookEndpoints.createParams, webhookEndpoints.create),
  route('GET', '/v1/webhook_endpoints', webhookEndpoints.listParams, webhookEndpoints.list),
  route('GET', '/v1/webhook_endpoints/:id', webhookEndpoints.retrieveParams, webhookEndpoints.retrieve),
  route('POST', '/v1/webhook_endpoints/:id', webhookEndpoints.updateParams, webhookEndpoints.update),
  route('DELETE', '/v1/webhook_endpoints/:id', webhookEndpoints.deleteParams, webhookEndpoints.delete),

  route('POST', '/v1/billing_portal/sessions', portalSessions.createParams, portalSessions.create),
];
