import { Ajv2020 } from 'ajv/dist/2020.js';
import { CodeForbiddenError } from '../../../problem.ts';
import type { SchemaCompiler } from '../../../validation/violation.ts';
import { formats } from '../formats/index.ts';
import { linearPattern } from '../patterns/linear-pattern.ts';
import { withBoundedErrors } from '../validators/bounded-errors.ts';
import { SchemaDocuments } from '../validators/schema-documents.ts';
import { ajvCompilerOf } from './compile-definition.ts';
import { compareByData } from './equality.ts';
import { acceptShorterArrays } from './prefix-items.ts';
import { reportAsOneError } from './quiet-keywords.ts';

/**
 * Creates a compiler based on Ajv, for hosts that may generate code. One Ajv instance serves all documents.
 *
 * @throws CodeForbiddenError if the host forbids code generation
 */
export function createSchemaCompiler(): SchemaCompiler {
  const ajv = createAjv();
  const documents = new SchemaDocuments((document) => ajvCompilerOf(ajv, document));
  return (document) => documents.schemas(document);
}

/**
 * Creates an Ajv instance that generates validators as this project needs them.
 *
 * @param keepsSource whether validators keep their source code, to be written to a file
 * @throws CodeForbiddenError if the host forbids code generation
 */
export function createAjv(keepsSource = false): Ajv2020 {
  if (!canGenerateCode()) throw new CodeForbiddenError();
  const ajv = new Ajv2020({
    allErrors: true,
    // Normalised schemas have known keywords and formats only; Ajv's strict mode also refuses valid schemas.
    strict: false,
    validateSchema: false,
    code: {
      // Ajv's optimiser takes a third of the compile time, and V8 runs the unoptimised code as fast.
      optimize: false,
      process: withBoundedErrors,
      regExp: Object.assign(linearPattern, { code: 'new RegExp' }),
      source: keepsSource,
    },
    // Messages are worded by `errors/schema-phrases.ts`.
    messages: false,
    addUsedSchema: false,
    // Inherited properties such as `toString` are not properties of a value.
    ownProperties: true,
    // 0.07 is a multiple of 0.01, although the quotient of the doubles is not an integer.
    multipleOfPrecision: 9,
    logger: false,
  });
  reportAsOneError(ajv);
  compareByData(ajv);
  acceptShorterArrays(ajv);
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  return ajv;
}

/** Tries to generate code, since Node has a flag against it, and workers and pages have policies. */
function canGenerateCode(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}
