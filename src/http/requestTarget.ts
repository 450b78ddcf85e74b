const absoluteForm = /^https?:\/\/[^/?#]*/i;

/**
 * Reads an absolute-form target like its path (RFC 9112, section 3.2.2), so that what is matched, authenticated and
 * validated is one and the same target. A `#` is no part of a target: escaped, it matches no route.
 *
 * Express is never given anything else: a target that it finds no path in gets its own HTML page before any step runs.
 *
 * @returns a target that begins with a slash.
 * @example originForm('http://other.example/subscriptions/portal') // '/subscriptions/portal'
 */
export function originForm(target: string): string {
  const path = target.replace(absoluteForm, '').replaceAll('#', '%23');
  return path.startsWith('/') ? path : `/${path}`;
}
