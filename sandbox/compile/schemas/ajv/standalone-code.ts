import type { ValidateFunction } from 'ajv';
import type { TextPattern } from '../patterns/linear-pattern.ts';
import { withBoundedErrors } from '../validators/bounded-errors.ts';
import { functions } from '../validators/standalone-scope.ts';

/**
 * Returns the code of a `ValidatorFactory`: that of a function that Ajv generated, after declarations of what it refers to.
 *
 * @param validate compiled with the option `code.source`
 * @param path with which the `schemaPath` of its errors begins
 * @param called the validators that it calls, with the names of their definitions
 * @throws Error if it refers to something that no artefact has
 */
export function factoryCode(validate: ValidateFunction, path: string, called: ReadonlyMap<unknown, string>): string {
  const { source } = validate;
  if (!source) throw new Error('The validator was compiled without its source.');
  const code = compacted(withBoundedErrors(source.validateCode), path);
  const declarations = Object.entries(source.scopeValues).flatMap(([prefix, names]) =>
    [...(names ?? [])]
      .filter(({ str }) => isUsed(str, code))
      .map(({ str, value }) => `const ${str}=${expressionOf(prefix, value?.ref, value?.key, called)};`),
  );
  const tracked = source.evaluated ? `${source.validateName}.evaluated=${source.evaluated};` : '';
  return `s=>{const p=${JSON.stringify(path)},{isFull,added}=s;${declarations.join('')}${code}${tracked}return ${source.validateName}}`;
}

/**
 * Replaces what generated code repeats for each error by calls of functions and by `p`, the path of the schema, which
 * halves the code of large documents.
 */
function compacted(code: string, path: string): string {
  return code
    .replaceAll(`schemaPath:"${path}`, 'schemaPath:p+"')
    .replace(/vErrors !== null && vErrors\.length >= \d+ \? null : \{/g, 'isFull(vErrors)?null:{')
    .replace(
      /if\(vErrors === null\)\{vErrors = \[(err\d+)\];\}else \{if \(\1 !== null\) vErrors\.push\(\1\);\}/g,
      'vErrors=added(vErrors,$1);',
    );
}

/** Whether code contains an identifier. */
function isUsed(name: string, code: string): boolean {
  return new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(code);
}

/** Returns an expression for a value that generated code refers to; `s` is the `StandaloneScope`. */
function expressionOf(prefix: string, value: unknown, key: unknown, called: ReadonlyMap<unknown, string>): string {
  switch (prefix) {
    case 'schema':
      return 's.schema';
    case 'formats':
      return `s.format(${JSON.stringify(key)})`;
    case 'func': {
      const name = functionName(value);
      if (name !== undefined) return `s.functions.${name}`;
      break;
    }
    case 'pattern':
      if (isPattern(value)) return `s.pattern(${JSON.stringify(value.source)})`;
      break;
    case 'validate': {
      const name = called.get(value);
      if (name !== undefined) return `s.definition(${JSON.stringify(name)})`;
    }
  }
  throw new Error(`Generated code refers to an unknown value (${prefix}).`);
}

function isPattern(value: unknown): value is TextPattern {
  return typeof value === 'object' && value !== null && 'source' in value && typeof value.source === 'string';
}

/** The names of functions that Ajv brings along, by those of ours that take their place. */
const functionsOfAjv: readonly (readonly [own: 'lengthOf' | 'equal', name: string])[] = [
  ['lengthOf', 'ucs2length'],
  ['equal', 'equal'],
];

/** Returns the name of the function that generated code calls; undefined if it is unknown. */
function functionName(value: unknown): string | undefined {
  const own = Object.entries(functions).find(([, known]) => known === value);
  if (own) return own[0];
  if (typeof value !== 'function' || !('code' in value)) return undefined;
  const code = String(value.code);
  return functionsOfAjv.find(([, name]) => code.includes(`ajv/dist/runtime/${name}"`))?.[0];
}
