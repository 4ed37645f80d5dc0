import type { ErrorObject, ValidateFunction } from 'ajv';
import type { SchemaEnv } from 'ajv/dist/compile/index.js';
import type { DataValidationCxt, EvaluatedProperties } from 'ajv/dist/types/index.js';
import { worthReporting } from './bounded-errors.ts';

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

  /**
   * A validator that is made when it is first asked. One that `isRepeated` is asked once of each object and list; of
   * anything outside of `during`, each time.
   *
   * @param make calls `fill` with it
   */
  schemaPointer(owner: SchemaEnv, make: () => void, isRepeated: () => boolean): Remembered {
    let outcomes: Map<object, Outcome> | undefined;
    let made: ValidateFunction | undefined;
    const fill = (given: ValidateFunction): void => {
      made = given;
      Object.assign(validate, evaluatedOf(given));
    };
    const asked = (data: unknown, context?: DataValidationCxt): data is unknown => {
      if (!made) make();
      const isValid = made?.(data, context) ?? false;
      validate.errors = made?.errors ?? null;
      return isValid;
    };
    const validate: ValidateFunction = Object.assign(
      (data: unknown, context?: DataValidationCxt): data is unknown => {
        if (this.#open === 0 || typeof data !== 'object' || data === null || !isRepeated()) return asked(data, context);
        const instancePath = context?.instancePath ?? '';
        outcomes ??= new Map<object, Outcome>();
        const before = outcomes.get(data);
        if (before) {
          recall(before, validate, instancePath);
          return before.isValid;
        }
        const isValid = asked(data, context);
        if (outcomes.size === 0) this.#filled.push(outcomes);
        outcomes.set(data, outcomeOf(isValid, validate, instancePath));
        return isValid;
      },
      { schema: owner.schema, schemaEnv: owner, errors: null, evaluated: untracked },
    );
    const announce = (): void => {
      if (validate.evaluated === untracked) validate.evaluated = { dynamicProps: true, dynamicItems: true };
    };
    return { validate, fill, announce };
  }
}

/** A validator that is made later. */
interface Remembered {
  readonly validate: ValidateFunction;
  readonly fill: (made: ValidateFunction) => void;
  /** Says that it is going to tell which properties and items it evaluated. */
  readonly announce: () => void;
}

/** What a validator says of a value that nobody asks it about: nothing, and so Ajv makes no code that asks. */
const untracked = { dynamicProps: false, dynamicItems: false };

/** The very object, which the validator writes into and whoever calls it reads from. */
function evaluatedOf({ evaluated }: ValidateFunction): Pick<ValidateFunction, 'evaluated' | 'errors'> {
  return evaluated ? { evaluated, errors: null } : { errors: null };
}

/** Whoever calls the validator adds to the properties that it gets, but not to the errors (`bounded-errors.ts`). */
function outcomeOf(isValid: boolean, { errors, evaluated }: ValidateFunction, instancePath: string): Outcome {
  if (isValid && !evaluated?.dynamicProps && !evaluated?.dynamicItems) return validOutcome;
  return {
    isValid,
    instancePath,
    errors: errors ? worthReporting(errors) : noErrors,
    properties: evaluated?.dynamicProps ? copied(evaluated.props) : undefined,
    items: evaluated?.dynamicItems ? evaluated.items : undefined,
  };
}

const noErrors: ErrorObject[] = [];

/** One for all parts that are valid, of which nothing else is known. */
const validOutcome: Outcome = {
  isValid: true,
  instancePath: '',
  errors: noErrors,
  properties: undefined,
  items: undefined,
};

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
