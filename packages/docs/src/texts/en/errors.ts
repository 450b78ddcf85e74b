/** The page of the error catalogue besides the catalogue itself. */
export const errors = {
  title: 'Error catalogue',
  description: 'What each error code means, why it happens, what to do, whether to retry and who must act.',
  lead: 'Every error of this service has a code, and every code has a section here. The `docUrl` of an error leads to its section.',
  advice: [
    [
      'Decide by the code',
      'Messages are for people and may change. Treat a code that you do not know as its status says: more may be added.',
    ],
    [
      'Wait, then retry',
      'Send a request again only where its section says so, and wait as long as the header `Retry-After` says, where there is one.',
    ],
    [
      'Quote the request id',
      'Every answer has the header `X-Request-Id`. With it, whoever runs the service finds what happened.',
    ],
    ['Read it by program', "The same catalogue as JSON: `curl -H 'Accept: application/json' {url}`"],
  ],
  envelopes: { nested: 'Nested envelope', flat: 'Flat envelope' },
  /** `{status}` is the name of an HTTP status. */
  group: '{status}',
  what: 'What happened',
  alsoReads: 'The message can also read',
  why: 'Why it happens',
  fix: 'How to fix it',
  retry: { title: 'May I retry?', yes: 'Yes, after a pause', no: 'No, something has to change first' },
  actor: {
    title: 'Who must act',
    caller: 'The developer of the calling app',
    user: 'The person who uses the app',
    operator: 'Whoever runs this service',
    nobody: 'Nobody: it passes by itself',
  },
  mistakes: 'Common mistakes',
  problems: 'Problems that it names',
  raisedBy: 'Raised by',
  raisedAnywhere: 'Any request, before its operation is known',
  marks: {
    later: 'Not raised yet',
    elsewhere: 'Never raised by this service: partners share the catalogue',
    organization: 'Defined by the organization contract',
    service: 'Extends the published catalogue',
  },
  short: { later: 'later', elsewhere: 'elsewhere' },
};
