/** A value with more errors than this is not looked at further: nobody reads them, and each costs time. */
const maxErrors = 1000;

/** And as many characters of their places, together: those below one long name have it in them, each. */
const maxCharacters = 3_000_000;

/** As many errors as are worth telling: at least one, where there is one; the very list where that is all of them. */
export function worthReporting<E extends { readonly instancePath: string }>(errors: E[]): E[] {
  let characters = 0;
  for (let index = 0; index < errors.length; index += 1) {
    characters += errors[index]?.instancePath.length ?? 0;
    if (index >= maxErrors || (index > 0 && characters > maxCharacters)) return errors.slice(0, index);
  }
  return errors;
}

/**
 * Changes the code that Ajv makes, so that errors cost no more than they are worth:
 *
 * - Errors of a referenced schema are added in place, to a list of one's own: its own stays as it is. Ajv copies all errors
 *   so far each time, so that a list of n wrong items takes time in n².
 * - Beyond a number of errors none are made. They are counted all the same, since the counts say what is valid.
 * - A property's name is escaped once, and not for each value and error below it.
 *
 * And no property is taken for one that was evaluated because every object inherits one of its name.
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
