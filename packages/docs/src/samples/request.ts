import type { Operation } from '../model/operation.ts';
import { placeholderUrl } from '../model/spec.ts';

/** What a sample sends: one request of an operation, as its spec shows it. */
export type SampleRequest = {
  readonly operationId: string;
  readonly method: string;
  /** With the service's address; a running service puts its own in. */
  readonly url: string;
  readonly path: string;
  /** What stands in the path in the place of its parameters, in order. */
  readonly pathValues: readonly string[];
  readonly credential?: SampleCredential;
  /** A JSON value; nothing where no body is sent. */
  readonly body?: unknown;
  /** What must be asked for, where the answer can be of several types. */
  readonly accept?: string;
  readonly answersJson: boolean;
  /** Whether the answer has a body at all. */
  readonly answersBody: boolean;
  readonly opensPortal: boolean;
};

export type SampleCredential = {
  readonly kind: 'accessToken' | 'apiKey';
  /** Where the sandbox's `data/sandbox.env` has it. */
  readonly variable: string;
  /** What stands in its place where there is no environment. */
  readonly placeholder: string;
};

/** The request that the samples of an operation send, by the first credential that it takes. */
export function sampleRequest(operation: Operation): SampleRequest {
  const { id, method, parameters, body, success, opensPortal } = operation;
  const pathValues: string[] = [];
  const path = operation.path.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const parameter = parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    const value = String(parameter?.example ?? placeholder);
    pathValues.push(value);
    return encodeURIComponent(value);
  });
  const credential = credentialOf(operation);
  return {
    operationId: id,
    method,
    url: placeholderUrl + path,
    path,
    pathValues,
    ...(credential === undefined ? {} : { credential }),
    ...(body?.example === undefined ? {} : { body: body.example }),
    ...(success.mediaTypes.length > 1 ? { accept: 'application/json' } : {}),
    answersJson: success.mediaTypes.includes('application/json'),
    answersBody: success.mediaTypes.length > 0,
    opensPortal,
  };
}

function credentialOf({ credentials, errors }: Operation): SampleCredential | undefined {
  const [first] = credentials;
  if (first === undefined) return undefined;
  if (first.scheme === 'apiKey')
    return { kind: 'apiKey', variable: 'API_KEY', placeholder: 'llmgen_your_api_key_here' };
  // Whoever may get "no organization" is asked as a member of one.
  const isForMembers = errors.some(({ code }) => code === 'NO_ORGANIZATION');
  return {
    kind: 'accessToken',
    variable: isForMembers ? 'MEMBER_TOKEN' : 'USER_TOKEN',
    placeholder: 'YOUR_ACCESS_TOKEN',
  };
}

/** JSON over several lines, each after the first behind an indent. */
export function indentedJson(value: unknown, indent = ''): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

/** A JSON value as JavaScript is written: names without quotes, texts in single ones. */
export function objectLiteral(value: unknown, indent = ''): string {
  return indentedJson(value, indent)
    .replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replace(/"((?:[^"\\'])*)"/g, "'$1'")
    .replace(/(?<=[^{[,\s])(?=\n\s*[}\]])/g, ',');
}
