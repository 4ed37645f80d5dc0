import type { ErrorObject } from 'ajv';

/** The maximum number of errors of one value: each costs time, and no client reads more. */
const maxErrors = 1000;

/** The maximum length of all instance paths together: each error below a long property name repeats it. */
const maxCharacters = 3_000_000;

/** Returns the first errors within the limits, at least one if there is any; the same array if all of them are. */
export function withinLimits<E extends { readonly instancePath: string }>(errors: E[]): E[] {
  let characters = 0;
  for (let index = 0; index < errors.length; index += 1) {
    characters += errors[index]?.instancePath.length ?? 0;
    if (index >= maxErrors || (index > 0 && characters > maxCharacters)) return errors.slice(0, index);
  }
  return errors;
}

/** Whether as many errors were found as are kept. */
export function isFull(errors: readonly ErrorObject[] | null): boolean {
  return errors !== null && errors.length >= maxErrors;
}

/** Returns the errors with one more, unless that is null. */
export function added(errors: ErrorObject[] | null, error: ErrorObject | null): ErrorObject[] | null {
  if (error === null) return errors;
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

/**
 * Rewrites the code that Ajv generates so that the cost of errors is bounded:
 *
 * - Errors of a referenced schema are appended to a copy that the caller owns. Ajv concatenates all previous errors each
 *   time, which takes O(n²) for n invalid items.
 * - No error objects are created beyond the limit. They are still counted, since validity is decided by the counts.
 * - A property's name is escaped once instead of for each value and error below it.
 *
 * It also keeps inherited properties such as `toString` from counting as evaluated.
 */
export function withBoundedErrors(code: string): string {
  return code
    .replace(
      /\bvErrors = vErrors === null \? (\w+(?:\.validate)?)\.errors : vErrors\.concat\(\1\.errors\);(\s*)errors = vErrors\.length;/g,
      `errors += $1.errors.length;$2if (vErrors === null) vErrors = $1.errors.slice();$2else for (const error of $1.errors) { if (vErrors.length >= ${maxErrors}) break; vErrors.push(error); }`,
    )
    .replace(/\bconst (err\d+) = \{/g, `const $1 = vErrors !== null && vErrors.length >= ${maxErrors} ? null : {`)
    .replace(/\bvErrors\.push\((err\d+)\);/g, 'if ($1 !== null) vErrors.push($1);')
    .replace(/\bvErrors\.length = (_errs\d+);/g, 'if (vErrors.length > $1) vErrors.length = $1;')
    .replace(/\bfor\s*\(const (key\d+) of Object\.keys\((\w+)\)\)\s*\{/g, '$&let path_$1;')
    .replace(/\b(key\d+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, '(path_$1 ??= $&)')
    .replace(/\bvar (props\d+) = \{\};/g, 'var $1 = Object.create(null);')
    .replace(/\b(props\d+) = \1 \|\| \{\};/g, '$1 = $1 || Object.create(null);');
}
