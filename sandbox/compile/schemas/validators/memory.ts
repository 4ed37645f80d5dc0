import type { ErrorObject } from 'ajv';
import type { DataValidationCxt, EvaluatedProperties } from 'ajv/dist/types/index.js';
import { withinLimits } from './bounded-errors.ts';
import type { CompiledValidator } from './compiled-validator.ts';

/** The result of validating an object or array against a definition. */
interface Outcome {
  readonly isValid: boolean;
  /** The path of the value, with which the paths of its errors begin. */
  readonly instancePath: string;
  readonly errors: ErrorObject[];
  readonly properties: EvaluatedProperties | undefined;
  readonly items: number | true | undefined;
}

/**
 * Memoizes the validation of parts of a value while the value is being validated. If two branches of a choice lead to the
 * same definition, whose branches do so again, a part at depth n would be validated 2ⁿ times with the same result.
 */
export class Memory {
  #open = 0;
  readonly #filled: Map<object, Outcome>[] = [];

  /** Keeps results until the outermost call of `during` returns. */
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
   * Creates a validator that is compiled on its first call. Within `during`, one that `isRepeated` validates each object
   * and array once.
   *
   * @param make compiles the validator and passes it to `fill`
   */
  lazyValidator(make: () => void, isRepeated: () => boolean): LazyValidator {
    let outcomes: Map<object, Outcome> | undefined;
    let compiled: CompiledValidator | undefined;
    const fill = (validator: CompiledValidator): void => {
      compiled = validator;
      Object.assign(validate, evaluatedOf(validator));
    };
    const validateNow = (data: unknown, context?: DataValidationCxt): data is unknown => {
      if (!compiled) make();
      const isValid = compiled?.(data, context) ?? false;
      validate.errors = compiled?.errors ?? null;
      return isValid;
    };
    const validate: CompiledValidator = Object.assign(
      (data: unknown, context?: DataValidationCxt): data is unknown => {
        if (this.#open === 0 || typeof data !== 'object' || data === null || !isRepeated())
          return validateNow(data, context);
        const instancePath = context?.instancePath ?? '';
        outcomes ??= new Map<object, Outcome>();
        const known = outcomes.get(data);
        if (known) {
          recall(known, validate, instancePath);
          return known.isValid;
        }
        const isValid = validateNow(data, context);
        if (outcomes.size === 0) this.#filled.push(outcomes);
        outcomes.set(data, outcomeOf(isValid, validate, instancePath));
        return isValid;
      },
      { errors: null, evaluated: untracked },
    );
    const announce = (): void => {
      if (validate.evaluated === untracked) validate.evaluated = { dynamicProps: true, dynamicItems: true };
    };
    return { validate, fill, announce };
  }
}

/** A validator that is compiled later. */
interface LazyValidator {
  readonly validate: CompiledValidator;
  readonly fill: (compiled: CompiledValidator) => void;
  /** Declares that the validator is going to record which properties and items it evaluated. */
  readonly announce: () => void;
}

/** Declares that a validator records nothing, so that Ajv generates no code to read it. */
const untracked = { dynamicProps: false, dynamicItems: false };

/** Returns the same `evaluated` object, into which the compiled validator writes and from which its callers read. */
function evaluatedOf({ evaluated }: CompiledValidator): Pick<CompiledValidator, 'evaluated' | 'errors'> {
  return evaluated ? { evaluated, errors: null } : { errors: null };
}

/** Copies the evaluated properties, to which callers add; they do not change the errors (`bounded-errors.ts`). */
function outcomeOf(isValid: boolean, { errors, evaluated }: CompiledValidator, instancePath: string): Outcome {
  if (isValid && !evaluated?.dynamicProps && !evaluated?.dynamicItems) return validOutcome;
  return {
    isValid,
    instancePath,
    errors: errors ? withinLimits(errors) : noErrors,
    properties: evaluated?.dynamicProps ? copyOf(evaluated.props) : undefined,
    items: evaluated?.dynamicItems ? evaluated.items : undefined,
  };
}

const noErrors: ErrorObject[] = [];

/** The shared outcome of all valid parts without tracking. */
const validOutcome: Outcome = {
  isValid: true,
  instancePath: '',
  errors: noErrors,
  properties: undefined,
  items: undefined,
};

function recall(outcome: Outcome, validate: CompiledValidator, instancePath: string): void {
  validate.errors = outcome.isValid ? null : relocated(outcome, instancePath);
  const { evaluated } = validate;
  if (evaluated?.dynamicProps) assign(evaluated, 'props', copyOf(outcome.properties));
  if (evaluated?.dynamicItems) assign(evaluated, 'items', outcome.items);
}

/** Returns the errors with the path at which the value is now being validated. */
function relocated({ errors, instancePath: original }: Outcome, instancePath: string): ErrorObject[] {
  if (original === instancePath) return errors;
  return errors.map((error) => ({ ...error, instancePath: instancePath + error.instancePath.slice(original.length) }));
}

function copyOf(properties: EvaluatedProperties | undefined): EvaluatedProperties | undefined {
  return typeof properties === 'object' ? { ...properties } : properties;
}

/** Sets or deletes a property: the types do not allow `undefined`, which generated code treats like an absent one. */
function assign<Name extends 'props' | 'items'>(
  evaluated: NonNullable<CompiledValidator['evaluated']>,
  name: Name,
  value: NonNullable<CompiledValidator['evaluated']>[Name] | undefined,
): void {
  if (value === undefined) delete evaluated[name];
  else evaluated[name] = value;
}
