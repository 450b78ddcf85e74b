import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { root } from './document.ts';

/** A text that the code chooses by its name, and the values that it gives for the text's `{names}`. */
export type Choice = { readonly name: string; readonly params: readonly string[]; readonly where: string };

export type Thrown = {
  /** The codes that stand in `new ApiError('CODE')`. */
  readonly codes: ReadonlySet<string>;
  /** Every text in quotes, wherever it stands. */
  readonly literals: ReadonlySet<string>;
  readonly variants: readonly Choice[];
  readonly reasons: readonly Choice[];
};

/** Reads the service's sources for what it throws. The sandbox's are left aside: it is another program. */
export function readThrown(): Thrown {
  const codes = new Set<string>();
  const literals = new Set<string>();
  const variants: Choice[] = [];
  const reasons: Choice[] = [];
  for (const path of globSync('src/**/*.ts', { cwd: root.pathname })) {
    if (path.startsWith('src/sandbox/')) continue;
    const source = ts.createSourceFile(
      path,
      readFileSync(new URL(path, root), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const where = (node: ts.Node) =>
      `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const choosers = functionsThatThrow(source);
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteral(node)) literals.add(node.text);
      if (ts.isNewExpression(node) && node.expression.getText() === 'ApiError') {
        for (const code of textsOf(node.arguments?.[0])) codes.add(code);
      }
      if (ts.isObjectLiteralExpression(node)) {
        const params = keysOf(propertyOf(node, 'params'));
        const choices = (name: string) =>
          textsOf(propertyOf(node, name)).map((text) => ({ name: text, params, where: where(node) }));
        variants.push(...choices('variant'));
        // A reason alone is one for the log.
        if (propertyOf(node, 'path') ?? propertyOf(node, 'code')) reasons.push(...choices('reason'));
      }
      if (ts.isCallExpression(node)) {
        const names = choosers.get(node.expression.getText()) ?? [];
        for (const [index, name] of names.entries()) {
          const chosen = textsOf(node.arguments[index]).map((text) => ({
            name: text,
            params: [],
            where: where(node),
          }));
          if (name === 'variant') variants.push(...chosen);
          if (name === 'reason') reasons.push(...chosen);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { codes, literals, variants, reasons };
}

/** The functions of a file that make an ApiError, with the names of their parameters. */
function functionsThatThrow(source: ts.SourceFile): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const statement of source.statements) {
    if (!ts.isFunctionDeclaration(statement) || !statement.name) continue;
    if (!/new ApiError\(/.test(statement.getText())) continue;
    found.set(
      statement.name.text,
      statement.parameters.map(({ name }) => name.getText()),
    );
  }
  return found;
}

/** The texts that an expression can be: `'a'`, `isB ? 'b' : 'c'`, `'a' as const`. */
function textsOf(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  return [];
}

function propertyOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of node.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

function keysOf(node: ts.Expression | undefined): string[] {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap(({ name }) => (name ? [name.getText()] : []));
}
