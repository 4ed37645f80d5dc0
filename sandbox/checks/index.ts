import type { ObjectTypes } from '../openapi-objects/define.ts';
import { objectTypes20 } from '../openapi-objects/v2.ts';
import { objectTypes30, objectTypes31, objectTypes32 } from '../openapi-objects/v3.ts';
import { type Problem, reasonOf } from '../problem.ts';
import { problemAt, type Source } from '../read/source.ts';
import type { Tree } from '../read/tree.ts';
import { versionOf } from '../syntax/version.ts';
import { bodyless } from './bodyless.ts';
import { type Check, type CheckedDocument, listed, type OpenApiVersion } from './checked-document.ts';
import { componentNames } from './component-names.ts';
import { exampleReferences } from './example-references.ts';
import { exampleTwins } from './example-twins.ts';
import { headers } from './headers.ts';
import { impossible } from './impossible.ts';
import { mediaTypes } from './media-types.ts';
import { missingExamples } from './missing-examples.ts';
import { missingFields } from './missing-fields.ts';
import { parameters } from './parameters.ts';
import { paths } from './paths.ts';
import { prose } from './prose.ts';
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
import { unreachedErrors } from './unreached-errors.ts';
import { unusedExamples } from './unused-examples.ts';
import { walk } from './walk.ts';
import { yamlNeighbours } from './yaml-neighbours.ts';

/** All checks, in the order in which they are made. A new one is a file beside this, and a line here. */
export const checks: readonly Check[] = [
  structure,
  missingFields,
  unknownFields,
  componentNames,
  references,
  paths,
  parameters,
  headers,
  mediaTypes,
  bodyless,
  security,
  servers,
  tags,
  schemas,
  impossible,
  slowPatterns,
  prose,
  schemaExamples,
  unusedExamples,
  exampleReferences,
  exampleTwins,
  requestExamples,
  missingExamples,
  unreachedErrors,
  yamlNeighbours,
];

/** What is handed in to be checked. */
export interface Subject extends Omit<CheckedDocument, 'version' | 'walk' | 'written' | 'forms'> {
  /** The document as it was read. */
  readonly written: Tree;
}

/** Looks for all that can be odd in a document. */
export function runChecks(subject: Subject): readonly Problem[] {
  const { tree, written } = subject;
  const version = openApiVersion(written.root.source);
  const forms = formsFor[version];
  const served = walk(tree, version === '2.0' ? objectTypes30 : forms, 'OpenAPI');
  const document: CheckedDocument = {
    ...subject,
    version,
    walk: served,
    written: version === '2.0' ? walk(written, forms, 'Swagger') : served,
    forms,
  };
  return checks.flatMap((one) => runOne(one, document));
}

/** A check that fails is told, never passed over, and the others are made all the same. */
function runOne({ codes, run }: Check, document: CheckedDocument): readonly Problem[] {
  try {
    return run(document);
  } catch (error) {
    const { source, pointer } = document.tree.root;
    const message = `Nothing is told of ${listed(codes)}, since the sandbox failed at it: ${reasonOf(error)}`;
    return [problemAt(source, pointer, 'internal-error', message)];
  }
}

const formsFor: Readonly<Record<OpenApiVersion, ObjectTypes>> = {
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
