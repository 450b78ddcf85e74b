import openapiTS, { astToString } from 'openapi-typescript';
import { header } from './spec.ts';

/** TypeScript types of the published spec. */
export async function renderTypes(spec: object): Promise<string> {
  // openapi-typescript changes the object that it is given.
  const copy = structuredClone(spec) as Parameters<typeof openapiTS>[0];
  const nodes = await openapiTS(copy, {
    enumValues: true,
    immutable: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    alphabetize: false,
  });
  return `${header}\n${astToString(nodes)}`;
}
