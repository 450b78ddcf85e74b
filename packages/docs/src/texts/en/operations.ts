/** What the page of an operation says besides the spec. */
export const operations = {
  endpoint: 'Endpoint',
  request: 'Request',
  answer: 'Answer',
  sampleLanguage: 'Language of the sample',
  answerStatus: 'Status of the answer',
  /** `{variable}` is the name of a variable of the environment. */
  sampleCredential:
    'Runs as it is against the sandbox after `source data/sandbox.env`, which sets `{variable}`.',
  authentication: {
    title: 'Authentication',
    none: 'None: anybody may call this operation.',
    one: 'Send the credential in the `Authorization` header.',
    either: 'Send any one of these credentials in the `Authorization` header.',
    schemes: { accessToken: 'Access token', apiKey: 'API key' } as Readonly<Record<string, string>>,
    /** `{scope}` is the name of a scope. */
    scope: 'Needs the scope {scope}.',
    more: 'More about authentication',
  },
  parameters: {
    title: 'Parameters',
    in: { path: 'path', query: 'query', header: 'header', cookie: 'cookie' },
  },
  body: {
    title: 'Request body',
    none: 'This operation takes no request body. An empty one, or `null`, counts as none.',
    noneGet: 'This operation takes no request body.',
    optional: 'Optional, as JSON.',
    required: 'Required, as JSON.',
  },
  response: {
    title: 'Response fields',
    headers: 'Response headers',
    noJson: 'The answer is no JSON object.',
  },
  field: {
    required: 'required',
    optional: 'optional',
    default: 'Default',
    values: 'One of',
    always: 'Always',
    example: 'Example',
    link: 'Link to {name}',
    limits: {
      minimum: 'at least {value}',
      maximum: 'at most {value}',
      minLength: 'at least {value} characters',
      maxLength: 'at most {value} characters',
      minItems: 'at least {value} items',
      maxItems: 'at most {value} items',
      pattern: 'matches {value}',
      uniqueItems: 'no item twice',
    },
  },
  portal: {
    title: 'What the portal offers',
    text: 'Stripe hosts the portal. There, people can do this without your help:',
    feature: 'Feature',
    description: 'Description',
    features: [
      ['Payment methods', 'Add, update or remove cards and other payment methods'],
      ['Invoices', 'View and download past invoices'],
      ['Plan changes', 'Upgrade or downgrade the subscription'],
      ['Cancellation', 'Cancel the subscription, now or at the end of the period'],
      ['Billing history', 'See all past transactions'],
      ['Billing information', 'Edit name, address, e-mail and tax number on invoices'],
    ],
  },
  errors: {
    title: 'Error responses',
    text: 'Every error is JSON with a code of the [error catalogue](/api/errors/). Decide by the code or the status; the message is for people and may change.',
    retry: 'Send it again after a pause',
    noRetry: 'Do not send it again unchanged',
    show: 'Show the answer',
    everywhere:
      'Besides these, a path that does not exist answers 404, and a method that the path does not take 405.',
  },
  practices: {
    title: 'Best practices',
    /** For every operation that opens a portal. */
    portal: [
      ['Link in settings', 'Add a “Manage Billing” button to your app’s settings page.'],
      ['After checkout', 'Take people to the portal after they have bought a subscription.'],
      ['Support', 'Offer the portal as self-service for questions about billing.'],
      [
        'Ask when it is clicked',
        'Make the request when the button is clicked, and send the person to the `url` at once. It is short-lived and lets in whoever has it: do not log, store or share it.',
      ],
      [
        'Offer a way out',
        'Show the button to people with a billing account, and the checkout to everybody else.',
      ],
    ],
    /** For single operations, by operationId. */
    operations: {
      getLiveness: [['Liveness probe', 'Restart the process when this fails, and for no other reason.']],
      getReadiness: [
        ['Readiness probe', 'Send no traffic to a replica while this is 503; it comes back by itself.'],
      ],
    } as Readonly<Record<string, readonly (readonly [string, string])[]>>,
  },
};
