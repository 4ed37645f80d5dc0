import type { ObjectTypes } from '../openapi-objects/object-types.ts';
import { objectTypes20 } from '../openapi-objects/v2.ts';
import { objectTypes30, objectTypes31, objectTypes32 } from '../openapi-objects/v3.ts';
import { type Problem, reasonOf } from '../problem.ts';
import { problemAt, type Source } from '../read/source.ts';
import type { Tree } from '../read/tree.ts';
import { versionOf } from '../syntax/version.ts';
import { bodylessResponses } from './bodyless-responses.ts';
import { type Check, type CheckedDocument, listed, type OpenApiVersion } from './checked-document.ts';
import { componentNames } from './component-names.ts';
import { contradictoryKeywords } from './contradictory-keywords.ts';
import { duplicateExamples } from './duplicate-examples.ts';
import { exampleReferences } from './example-references.ts';
import { ignoredHeaders } from './ignored-headers.ts';
import { limitsInProse } from './limits-in-prose.ts';
import { mediaTypes } from './media-types.ts';
import { missingExamples } from './missing-examples.ts';
import { missingFields } from './missing-fields.ts';
import { parameters } from './parameters.ts';
import { paths } from './paths.ts';
import { references } from './references.ts';
import { requestExamples } from './request-examples.ts';
import { schemaExamples } from './schema-examples.ts';
import { schemas } from './schemas.ts';
import { security } from './security.ts';
import { servers } from './servers.ts';
import { slowPatterns } from './slow-patterns.ts';
import { structure } from './structure.ts';
import { tags } from './tags.ts';
import { unknownFields } from './unknown-fields.ts';
import { unmatchedRules } from './unmatched-rules.ts';
import { unreachedErrors } from './unreached-errors.ts';
import { unusedExamples } from './unused-examples.ts';
import { walk } from './walk.ts';
import { yamlScalars } from './yaml-scalars.ts';

/** All checks, in the order in which they run. To add one, write a file beside this and a line here. */
export const checks: readonly Check[] = [
  structure,
  missingFields,
  unknownFields,
  componentNames,
  references,
  paths,
  parameters,
  ignoredHeaders,
  mediaTypes,
  bodylessResponses,
  security,
  servers,
  tags,
  schemas,
  contradictoryKeywords,
  slowPatterns,
  limitsInProse,
  schemaExamples,
  unusedExamples,
  exampleReferences,
  duplicateExamples,
  requestExamples,
  missingExamples,
  unreachedErrors,
  unmatchedRules,
  yamlScalars,
];

/** The input of the checks. */
export interface CheckInput extends Omit<CheckedDocument, 'version' | 'walk' | 'written' | 'objectTypes'> {
  /** The document before conversion to OpenAPI 3.0. */
  readonly written: Tree;
}

/** Runs all checks on a document. */
export function runChecks(input: CheckInput): readonly Problem[] {
  const { tree, written } = input;
  const version = openApiVersion(written.root.source);
  const objectTypes = objectTypesByVersion[version];
  const servedWalk = walk(tree, version === '2.0' ? objectTypes30 : objectTypes, 'OpenAPI');
  const document: CheckedDocument = {
    ...input,
    version,
    walk: servedWalk,
    written: version === '2.0' ? walk(written, objectTypes, 'Swagger') : servedWalk,
    objectTypes,
  };
  return checks.flatMap((one) => runOne(one, document));
}

/** Runs one check. Its failure is reported as a problem, so that the others still run. */
function runOne({ codes, run }: Check, document: CheckedDocument): readonly Problem[] {
  try {
    return run(document);
  } catch (error) {
    const { source, pointer } = document.tree.root;
    const message = `Nothing is told of ${listed(codes)}, since the sandbox failed at it: ${reasonOf(error)}`;
    return [problemAt(source, pointer, 'internal-error', message)];
  }
}

const objectTypesByVersion: Readonly<Record<OpenApiVersion, ObjectTypes>> = {
  '2.0': objectTypes20,
  '3.0': objectTypes30,
  '3.1': objectTypes31,
  '3.2': objectTypes32,
};

function openApiVersion({ value }: Source): OpenApiVersion {
  const version = versionOf(value, 'openapi');
  if (version === undefined) return '2.0';
  return version.startsWith('3.0') ? '3.0' : version.startsWith('3.2') ? '3.2' : '3.1';
}
