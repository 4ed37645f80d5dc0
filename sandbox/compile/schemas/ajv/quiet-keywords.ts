import { type CodeKeywordDefinition, type KeywordCxt, Name } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { not } from 'ajv/dist/compile/codegen/index.js';
import { resetErrorsCount } from 'ajv/dist/compile/errors.js';
import { redefine } from './redefine.ts';

/**
 * Redefines keywords that fail as a whole to report one error instead of those of their subschemas. The errors of a branch
 * are found by validating against that branch, once it is known to be the intended one.
 */
export function reportAsOneError(ajv: Ajv2020): void {
  for (const keyword of ['oneOf', 'anyOf', 'contains']) redefine(ajv, keyword, withoutSubErrors);
  redefine(ajv, 'propertyNames', () => propertyNames);
}

/** Compiles a keyword as Ajv does, but its subschemas without errors, as for `not`. */
function withoutSubErrors(code: CodeKeywordDefinition['code']): CodeKeywordDefinition['code'] {
  return (cxt, type) => {
    const { subschema, error } = cxt;
    cxt.subschema = (applied, valid) =>
      subschema.call(cxt, { ...applied, createErrors: false, allErrors: false }, valid);
    cxt.error = (append, params, paths) => {
      cxt.reset();
      error.call(cxt, append, params, paths);
    };
    code(cxt, type);
  };
}

/** The variable of the error count in Ajv's generated code. */
const errorCount = new Name('errors');

/** Compiles `propertyNames` as Ajv does, but with one error for each invalid name. */
function propertyNames(cxt: KeywordCxt): void {
  const { gen, data, it, schema } = cxt;
  if (schema === true) return;
  const valid = gen.name('valid');
  gen.forIn('key', data, (key) => {
    cxt.setParams({ propertyName: key });
    const before = gen.const('_errs', errorCount);
    cxt.subschema(
      {
        keyword: 'propertyNames',
        data: key,
        dataTypes: ['string'],
        propertyName: key,
        compositeRule: true,
        createErrors: false,
        allErrors: false,
      },
      valid,
    );
    gen.if(not(valid), () => {
      resetErrorsCount(gen, before);
      cxt.error(true);
      if (!it.allErrors) gen.break();
    });
  });
  cxt.ok(valid);
}
