/** What stands around every page. */
export const siteInterface = {
  siteTitle: 'Billing Portal API',
  siteDescription: 'Open a Stripe Customer Portal for whoever a request stands for.',
  copyMarkdown: 'Copy as Markdown',
  viewMarkdown: 'View as Markdown',
  copied: 'Copied',
  copyFailed: 'Could not be copied',
  copyEndpoint: 'Copy method and path',
  language: 'Language',
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  /** `{link}` becomes a link to llms.txt. */
  index: 'Documentation index: use {link} to discover all available pages before exploring further.',
  notFound: {
    title: 'There is no such page',
    text: 'The address may have a typing mistake, or the page has moved. Search with the field at the top, or start here:',
  },
  sidebar: {
    start: 'Start here',
    integrate: 'Integrate',
    operate: 'Operate',
    reference: 'API reference',
    errors: 'Error catalogue',
    interactive: 'Interactive reference',
    changelog: 'Changelog',
  },
};
