import { Ajv, type ErrorObject } from 'ajv';
import schema from '../../portal-config.schema.json' with { type: 'json' };
import type { FileProfile, Place, PortalConfigFile, Problem } from './portalConfigFile.ts';
import { profileNameRule } from './profileName.ts';

/** The schema's defaults are the only ones: it fills them in. */
const ajv = new Ajv({ allErrors: true, useDefaults: true, allowUnionTypes: true });
const fitsSchema = ajv.compile<PortalConfigFile>(schema);

/**
 * Checks what a file holds.
 *
 * @param content JSON of any shape; missing fields are filled in.
 * @returns the file, or everything that is wrong with it.
 */
export function checkFile(content: unknown): PortalConfigFile | { readonly problems: readonly Problem[] } {
  if (!fitsSchema(content)) return { problems: (fitsSchema.errors ?? []).flatMap(problemOf) };
  const problems = Object.entries(content.profiles).flatMap(([name, profile]) =>
    [...againstRules(profile)].map(({ place, problem }) => ({
      place: ['profiles', name, ...place],
      problem,
    })),
  );
  return problems.length > 0 ? { problems } : content;
}

/** What the schema cannot say. */
function* againstRules({ business_profile, default_return_url, features }: FileProfile): Generator<Problem> {
  const { headline: _, ...links } = business_profile;
  for (const [name, url] of Object.entries(links)) {
    if (url !== null && !URL.canParse(url)) yield { place: ['business_profile', name], problem: notUrl };
  }
  if (default_return_url !== null && !URL.canParse(default_return_url)) {
    yield { place: ['default_return_url'], problem: notUrl };
  }
  const { subscription_cancel: cancel, subscription_update: update } = features;
  if (cancel.enabled && cancel.mode === 'at_period_end' && cancel.proration_behavior !== 'none') {
    yield {
      place: ['features', 'subscription_cancel', 'proration_behavior'],
      problem: 'must be none with mode: at_period_end; there is nothing to prorate at the end of a period',
    };
  }
  const ids = update.products.map(({ product }) => product);
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) === index) continue;
    const place = ['features', 'subscription_update', 'products', index, 'product'];
    yield { place, problem: `names ${id} a second time; put all prices of a product into one list` };
  }
}

const notUrl = 'must be a URL, such as https://example.com/privacy';

function problemOf({ instancePath, keyword, params, message }: ErrorObject): Problem[] {
  const place = instancePath.split('/').slice(1).map(keyOf);
  switch (keyword) {
    case 'additionalProperties':
      return [
        { place: [...place, String(params.additionalProperty)], problem: 'is not a field that there is' },
      ];
    case 'propertyNames':
      return [
        {
          place: [...place, String(params.propertyName)],
          problem: profileNameRule,
        },
      ];
    case 'required':
      return [{ place, problem: `must have ${params.missingProperty}` }];
    case 'enum':
      return [{ place, problem: `must be one of ${params.allowedValues.join(', ')}` }];
    case 'type':
      return [{ place, problem: `must be ${[params.type].flat().map(kindNames).join(' or ')}` }];
    case 'uniqueItems':
      return [{ place, problem: 'must not have the same twice' }];
    case 'minItems':
      return [{ place, problem: 'must not be empty; to offer none of it, set enabled: false' }];
    case 'pattern':
      // The name itself is told by `propertyNames`.
      if (params.pattern.startsWith('^[a-z]')) return [];
      return [{ place, problem: params.pattern.startsWith('^http') ? notUrl : 'must be an id of Stripe’s' }];
    default:
      return [{ place, problem: message ?? 'is wrong' }];
  }
}

/** A part of a JSON pointer (RFC 6901). */
function keyOf(part: string): Place[number] {
  const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(key) ? Number(key) : key;
}

function kindNames(type: string): string {
  const names = new Map([
    ['object', 'a map'],
    ['array', 'a list'],
    ['string', 'a text'],
    ['boolean', 'true or false'],
  ]);
  return names.get(type) ?? type;
}
