import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { operations } from '../../generated/operations.ts';
import { root } from '../client/packed.ts';
import { examples } from './startExample.ts';

await Parser.init();
const parser = new Parser();
parser.setLanguage(
  await Language.load(join(root, 'node_modules/tree-sitter-wasms/out/tree-sitter-swift.wasm')),
);
const hasErrors = (source: string) => parser.parse(source)?.rootNode.hasError;
const source = await readFile(join(examples, 'swift/OpenPortal.swift'), 'utf8');

describe('examples › Swift', () => {
  it('is Swift', () => {
    expect(hasErrors(source)).toBe(false);
    // The parser tells good from bad.
    expect(hasErrors(source.replace('guard', 'guard {'))).toBe(true);
  });

  it('calls an operation of the spec', () => {
    const [, path] = /appendingPathComponent\("([^"]+)"\)/.exec(source) ?? [];
    expect(operations.map((operation) => operation.path)).toContain(`/${path}`);
  });
});
