import { isObject, type JsonObject } from '../notation/json.ts';
import { replaceAt } from '../notation/json-pointer.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import type { SchemaBundle } from './schema.ts';
import { type SchemaCompiler, UnusableSchema } from './validators.ts';

/**
 * The bundle's schemas, each tried out. One that cannot be compiled, for all that was left out of it before, is reported
 * and takes anything from then on; what it belongs to is served all the same.
 */
export function usableSchemas(
  bundle: SchemaBundle,
  places: readonly (string | null)[],
  compile: SchemaCompiler,
  report: (problem: Problem) => void,
): JsonObject {
  let document = bundle.document();
  for (const place of new Set(places)) {
    if (place === null) continue;
    // Each time, another one is found out.
    for (let wrong = unusableFor(place); wrong; wrong = unusableFor(place)) {
      const node = bundle.origin(wrong.place);
      const message = `This schema cannot be used, so nothing is checked against it: ${wrong.reason}`;
      if (node) report(problemAt(node.source, node.pointer, 'schema-unusable', 'error', message));
      const changed = replaceAt(document, wrong.place, true);
      if (isObject(changed)) document = changed;
    }
  }
  return document;

  function unusableFor(place: string): UnusableSchema | undefined {
    try {
      compile(document).validatorAt(place);
      return undefined;
    } catch (error) {
      if (error instanceof UnusableSchema) return error;
      throw error;
    }
  }
}
