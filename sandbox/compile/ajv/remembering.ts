import type { ErrorObject, ValidateFunction } from 'ajv';
import type { DataValidationCxt, EvaluatedProperties } from 'ajv/dist/types/index.js';
import { worthTelling } from './bounded-errors.ts';

/** What a definition said of an object or a list. */
interface Outcome {
  readonly isValid: boolean;
  /** Where the value was: the errors' places begin with that. */
  readonly instancePath: string;
  readonly errors: ErrorObject[];
  readonly properties: EvaluatedProperties | undefined;
  readonly items: number | true | undefined;
}

/**
 * What was found out of parts of one value, for as long as that value is being looked at. Where two branches of a choice
 * lead on to one definition, and its branches do so again, it would be asked 2ⁿ times of a part at the depth n; a
 * definition always says the same of one part.
 */
export class Memory {
  #open = 0;
  readonly #filled: Map<object, Outcome>[] = [];

  /** Remembers until the work is done, or whatever work there is around it. */
  during<T>(work: () => T): T {
    this.#open += 1;
    try {
      return work();
    } finally {
      this.#open -= 1;
      if (this.#open === 0) for (const outcomes of this.#filled.splice(0)) outcomes.clear();
    }
  }

  /** The validator, asked once of each object and list; of anything outside of `during`, each time. */
  remembering(validate: ValidateFunction): ValidateFunction {
    const outcomes = new Map<object, Outcome>();
    const asked = (data: unknown, context?: DataValidationCxt): data is unknown => {
      const isValid = validate(data, context);
      remembered.errors = validate.errors ?? null;
      return isValid;
    };
    const remembered = Object.assign(
      (data: unknown, context?: DataValidationCxt): data is unknown => {
        if (this.#open === 0 || typeof data !== 'object' || data === null) return asked(data, context);
        const instancePath = context?.instancePath ?? '';
        const before = outcomes.get(data);
        if (before) {
          recall(before, remembered, instancePath);
          return before.isValid;
        }
        const isValid = asked(data, context);
        if (outcomes.size === 0) this.#filled.push(outcomes);
        outcomes.set(data, outcomeOf(isValid, remembered, instancePath));
        return isValid;
      },
      { schema: validate.schema, schemaEnv: validate.schemaEnv, ...evaluatedOf(validate) },
    );
    return remembered;
  }
}

/** The very object, which the validator writes into and whoever calls it reads from. */
function evaluatedOf({ evaluated }: ValidateFunction): Pick<ValidateFunction, 'evaluated' | 'errors'> {
  return evaluated ? { evaluated, errors: null } : { errors: null };
}

/** Whoever calls the validator adds to the properties that it gets, but not to the errors (`bounded-errors.ts`). */
function outcomeOf(isValid: boolean, { errors, evaluated }: ValidateFunction, instancePath: string): Outcome {
  if (isValid && !evaluated?.dynamicProps && !evaluated?.dynamicItems) return sound;
  return {
    isValid,
    instancePath,
    errors: errors ? worthTelling(errors) : noErrors,
    properties: evaluated?.dynamicProps ? copied(evaluated.props) : undefined,
    items: evaluated?.dynamicItems ? evaluated.items : undefined,
  };
}

const noErrors: ErrorObject[] = [];

/** One for all parts that are valid, of which nothing else is known. */
const sound: Outcome = { isValid: true, instancePath: '', errors: noErrors, properties: undefined, items: undefined };

function recall(outcome: Outcome, validate: ValidateFunction, instancePath: string): void {
  validate.errors = outcome.isValid ? null : moved(outcome, instancePath);
  const { evaluated } = validate;
  if (evaluated?.dynamicProps) assign(evaluated, 'props', copied(outcome.properties));
  if (evaluated?.dynamicItems) assign(evaluated, 'items', outcome.items);
}

/** The errors as they are where the value is looked at now: as a part of something, or by itself. */
function moved({ errors, instancePath: before }: Outcome, instancePath: string): ErrorObject[] {
  if (before === instancePath) return errors;
  return errors.map((error) => ({ ...error, instancePath: instancePath + error.instancePath.slice(before.length) }));
}

function copied(properties: EvaluatedProperties | undefined): EvaluatedProperties | undefined {
  return typeof properties === 'object' ? { ...properties } : properties;
}

/** A property that is absent or undefined is the same to the code that reads it. */
function assign<Name extends 'props' | 'items'>(
  evaluated: NonNullable<ValidateFunction['evaluated']>,
  name: Name,
  value: NonNullable<ValidateFunction['evaluated']>[Name] | undefined,
): void {
  if (value === undefined) delete evaluated[name];
  else evaluated[name] = value;
}
