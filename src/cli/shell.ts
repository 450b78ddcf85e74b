import { visible } from './output.ts';

/**
 * A command as a person may copy it into a shell: ids come from outside, and none may end its word.
 *
 * @example commandText('reconcile', 'user:o’hara & sons') // "billing-portal reconcile 'user:o’hara & sons'"
 */
export function commandText(...words: readonly string[]): string {
  return ['billing-portal', ...words.map(word)].join(' ');
}

function word(text: string): string {
  return /^[\w:.@/-]+$/.test(text) ? text : `'${visible(text).replaceAll("'", "'\\''")}'`;
}
