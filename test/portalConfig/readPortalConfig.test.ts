import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPortalConfig } from '../../src/portalConfig/readPortalConfig.ts';
import { contentHash } from '../../src/portalConfig/toProfile.ts';
import { fileWith } from './profiles.ts';

const shipped = readFileSync(new URL('../../portal-config.yaml', import.meta.url), 'utf8');

const one = (text: string) => {
  const [named] = readPortalConfig(text);
  if (!named) throw new Error('no profile');
  return named;
};

const complaint = (text: string) => {
  try {
    readPortalConfig(text);
  } catch (error) {
    if (error instanceof Error && error.name === 'PortalConfigFileError') return error.message;
    throw error;
  }
  return 'none';
};

describe('the file that is shipped', () => {
  it('offers what the documentation promises, and says why there are no plan changes', () => {
    const { name, profile, notes } = one(shipped);
    expect(name).toBe('default');
    expect(profile).toMatchObject({
      active: true,
      login_page: { enabled: false },
      features: {
        payment_method_update: { enabled: true },
        invoice_history: { enabled: true },
        customer_update: { enabled: true, allowed_updates: ['address', 'email', 'name', 'phone', 'tax_id'] },
        subscription_cancel: { enabled: true, mode: 'at_period_end', proration_behavior: 'none' },
        subscription_update: { enabled: false },
        subscription_pause: { enabled: false },
      },
    });
    expect(notes).toEqual([
      'Plan changes are off: no products are given (features.subscription_update.products).',
    ]);
  });

  it('says no more than the defaults of the schema do', () => {
    const short = fileWith(
      'payment_method_update: { enabled: true }, invoice_history: { enabled: true }, customer_update: { enabled: true }, subscription_cancel: { enabled: true, cancellation_reason: { enabled: true } }',
    );
    expect(one(short).profile).toEqual(one(shipped).profile);
  });

  it('names its schema for editors', () => {
    expect(shipped.split('\n')[0]).toBe('# yaml-language-server: $schema=./portal-config.schema.json');
  });
});

describe('a profile', () => {
  it('has every feature off that is left out', () => {
    const { features } = one('profiles: { default: { features: {} } }').profile;
    expect(Object.values(features)).toEqual(Array(6).fill({ enabled: false }));
  });

  it('offers changes between the plans that are given', () => {
    const { profile, notes } = one(
      fileWith(
        'subscription_update: { enabled: true, products: [{ product: prod_2, prices: [p3] }, { product: prod_1, prices: [p2, p1] }] }',
      ),
    );
    expect(profile.features.subscription_update).toEqual({
      enabled: true,
      products: { prod_1: ['p1', 'p2'], prod_2: ['p3'] },
      default_allowed_updates: ['price'],
      proration_behavior: 'create_prorations',
      schedule_at_period_end: [],
      trial_update_behavior: 'end_trial',
    });
    expect(notes).toEqual([]);
  });

  it('may be one of several, which share what an anchor holds', () => {
    const names = readPortalConfig(
      `x-shared: &shared\n  invoice_history: { enabled: true }\nprofiles:\n  default: { features: *shared }\n  annual-only: { features: { <<: *shared, payment_method_update: { enabled: true } } }\n`,
    );
    expect(names.map(({ name }) => name)).toEqual(['default', 'annual-only']);
    expect(names[1]?.profile.features).toMatchObject({
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
    });
  });
});

describe('the content hash', () => {
  const hashOf = (features: string) => contentHash(one(fileWith(features)).profile);

  it('is the same for files that mean the same', () => {
    expect(hashOf('customer_update: { enabled: true, allowed_updates: [phone, email] }')).toBe(
      hashOf(
        'customer_update: { allowed_updates: [email, phone], enabled: true }, invoice_history: { enabled: false }',
      ),
    );
  });

  it('is another for those that do not', () => {
    const hashes = [
      hashOf(''),
      hashOf('invoice_history: { enabled: true }'),
      hashOf('customer_update: { enabled: true, allowed_updates: [email] }'),
      hashOf('customer_update: { enabled: true, allowed_updates: [phone] }'),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('a file is refused, with the line and the field', () => {
  it.each([
    ['nothing in it', '', 'line 1: the file must be a map'],
    ['no profiles', 'x-a: 1', 'line 1: the file must have profiles'],
    ['no default', 'profiles:\n  other: { features: {} }', 'line 2: profiles must have default'],
    ['no features', 'profiles:\n  default: {}', 'line 2: profiles.default must have features'],
    [
      'an unknown field',
      'profiles:\n  default:\n    features:\n      invoices: { enabled: true }',
      'line 4: profiles.default.features.invoices is not a field that there is',
    ],
    [
      'a word for true',
      fileWith('invoice_history: { enabled: on }'),
      'line 3: profiles.default.features.invoice_history.enabled must be true or false',
    ],
    [
      'an unknown word',
      fileWith('customer_update: { enabled: true, allowed_updates: [name, shoe_size] }'),
      'line 3: profiles.default.features.customer_update.allowed_updates[1] must be one of name, email, address, phone, shipping, tax_id',
    ],
    [
      'an empty list',
      fileWith('customer_update: { enabled: true, allowed_updates: [] }'),
      'line 3: profiles.default.features.customer_update.allowed_updates must not be empty; to offer none of it, set enabled: false',
    ],
    [
      'prorations at the end of a period',
      fileWith('subscription_cancel: { enabled: true, proration_behavior: create_prorations }'),
      'line 3: profiles.default.features.subscription_cancel.proration_behavior must be none with mode: at_period_end; there is nothing to prorate at the end of a period',
    ],
    [
      'a product twice',
      fileWith(
        'subscription_update: { enabled: true, products: [{ product: prod_1, prices: [p1] }, { product: prod_1, prices: [p2] }] }',
      ),
      'line 3: profiles.default.features.subscription_update.products[1].product names prod_1 a second time; put all prices of a product into one list',
    ],
    [
      'a product without prices',
      fileWith('subscription_update: { enabled: true, products: [{ product: prod_1 }] }'),
      'line 3: profiles.default.features.subscription_update.products[0] must have prices',
    ],
    [
      'what is no id',
      fileWith('subscription_update: { enabled: true, products: [{ product: "../x", prices: [p1] }] }'),
      'line 3: profiles.default.features.subscription_update.products[0].product must be an id of Stripe’s',
    ],
    [
      'a name that is none',
      fileWith('', '  Big Spenders: { features: {} }\n'),
      'line 4: profiles.Big Spenders must be a name of at most 40 lower-case letters, digits and hyphens that starts with a letter',
    ],
    ['a key twice', 'profiles: {}\nprofiles: {}', 'line 2: Map keys must be unique'],
    ['broken YAML', 'profiles: [', 'line 1: Flow sequence in block collection must be sufficiently indented'],
  ])('%s', (_, text, message) => {
    expect(complaint(text)).toContain(message);
  });

  it.each([
    ['privacy_policy_url', 'javascript:alert(1)'],
    ['privacy_policy_url', 'https://'],
    ['terms_of_service_url', 'example.com/terms'],
  ])('%s: %s', (field, url) => {
    const text = `profiles:\n  default:\n    business_profile:\n      ${field}: "${url}"\n    features: {}`;
    expect(complaint(text)).toBe(
      `line 4: profiles.default.business_profile.${field} must be a URL, such as https://example.com/privacy`,
    );
  });

  it('all that is wrong with it at once, in the order of the lines', () => {
    const text =
      'profiles:\n  default:\n    default_return_url: ftp://x\n    features:\n      invoice_history: {}\n      pause: {}';
    expect(
      complaint(text)
        .split('\n')
        .map((line) => line.slice(0, 7)),
    ).toEqual(['line 3:', 'line 5:', 'line 6:']);
  });
});
