import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { operationsIn } from '../../packages/docs/src/model/operation.ts';
import { samplesOf } from '../../packages/docs/src/samples/index.ts';
import { sampleRequest } from '../../packages/docs/src/samples/request.ts';
import { startService, type TestService } from '../harness/service.ts';
import { asBytes, isAvailable, made, type Runtime, runSample, situation } from './sampleRun.ts';

const root = join(import.meta.dirname, '../..');
const operations = operationsIn('en')
  .filter(({ isForCallers }) => isForCallers)
  .map((operation) => [operation.id, operation] as const);
const sampleOf = (operation: (typeof operations)[number][1], id: string) =>
  samplesOf(operation).find((sample) => sample.id === id)?.code ?? '';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

describe.each<Runtime>(['curl', 'javascript', 'python'])('the samples in %s run', (runtime) => {
  it.skipIf(!isAvailable(runtime)).each(operations)('%s', async (_, operation) => {
    const request = sampleRequest(operation);
    const somebody = await situation(service);
    const code = made(sampleOf(operation, runtime), service, somebody, request.pathValues);
    const output = await runSample(runtime, code, somebody.env);
    if (request.opensPortal) expect(output).toMatch(new RegExp(`${service.standIn.url}/\\S+`));
    else if (request.answersBody) expect(output).toMatch(/\S/);
  });

  it.skipIf(!isAvailable(runtime))('and tell of a failure', async () => {
    const [, operation] = operations[0] ?? [];
    if (operation === undefined) throw new Error('no operation');
    const somebody = await situation(service);
    const code = made(sampleOf(operation, runtime), service, somebody, []);
    await expect(runSample(runtime, code, { ...somebody.env, USER_TOKEN: 'nonsense' })).rejects.toThrow();
  });
});

describe('the samples in HTTP', () => {
  it.each(operations)('%s', async (_, operation) => {
    const request = sampleRequest(operation);
    const somebody = await situation(service);
    const code = made(sampleOf(operation, 'http'), service, somebody, request.pathValues);
    const reply = await service.raw(asBytes(code, somebody, request.credential?.variable));
    expect(String(reply.status)).toBe(operation.success.status);
  });
});

describe('the samples in TypeScript', () => {
  const folder = join(root, 'test/site');
  const sources = new Map(
    operations.map(([id, operation]) => [join(folder, `${id}.sample.ts`), sampleOf(operation, 'typescript')]),
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { '@billing-portal/client': [join(root, 'packages/client/src/index.ts')] },
  };

  const diagnose = (files: ReadonlyMap<string, string>) => {
    const host = ts.createCompilerHost(options);
    const { readFile, fileExists } = host;
    host.readFile = (file) => files.get(file) ?? readFile(file);
    host.fileExists = (file) => files.has(file) || fileExists(file);
    const program = ts.createProgram([...files.keys()], options, host);
    return [...files.keys()].flatMap((file) =>
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(file))
        .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
    );
  };

  it('fit the types of the client', () => {
    expect(diagnose(sources)).toEqual([]);
  }, 60_000);

  it('and one that does not is found', () => {
    const [[file, code] = ['', '']] = sources;
    expect(diagnose(new Map([[file, code.replace('returnUrl', 'returnURL')]]))).not.toEqual([]);
  }, 60_000);
});

describe('the samples in Swift', () => {
  let swift: Language;
  beforeAll(async () => {
    await Parser.init();
    swift = await Language.load(join(root, 'node_modules/tree-sitter-wasms/out/tree-sitter-swift.wasm'));
  });

  const hasError = (code: string) => {
    // A new one each time: the grammar's scanner keeps something of the time before.
    const parser = new Parser().setLanguage(swift);
    try {
      return parser.parse(code)?.rootNode.hasError;
    } finally {
      parser.delete();
    }
  };

  it.each(operations)('%s is good syntax', (_, operation) => {
    expect(hasError(sampleOf(operation, 'swift'))).toBe(false);
  });

  it('and what is not is found', () => {
    expect(hasError('let url = URL(string: "https://…"')).toBe(true);
  });
});
