/** Starts the interactive reference on the service's own description: nothing is asked of anybody else. */
type Scalar = { createApiReference(element: Element, options: object): void };

const element = document.getElementById('reference');
const { Scalar } = globalThis as typeof globalThis & { readonly Scalar?: Scalar };
if (element !== null && Scalar !== undefined) {
  const { description = '/openapi.json', translations = '{}', language = 'en' } = element.dataset;
  const own = JSON.parse(translations);
  const stored = readTheme();
  const mount = document.createElement('div');
  element.append(mount);
  Scalar.createApiReference(mount, {
    url: description,
    // "Try it" asks the service that served this page, under whatever name it was reached.
    servers: [{ url: new URL(description, location.href).href.replace(/(\/[a-z]{2})?\/openapi\.json$/, '') }],
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true },
    mcp: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: 'never',
    ...(stored === undefined ? {} : { forceDarkModeState: stored }),
    ...(Object.keys(own).length === 0 ? {} : { localization: { locale: language, translations: own } }),
  });
}

function readTheme(): 'light' | 'dark' | undefined {
  try {
    const theme = localStorage.getItem('theme');
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}
