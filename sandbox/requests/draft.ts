import type { OperationPlan, ParameterPlan, SampleRequestPlan } from '../plan.ts';
import { type Digits, digitsIn, type Written, written } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';

/** The values of a request before serialization. */
export interface Draft {
  readonly values: readonly ParameterValue[];
  /** Pairs of the query that no parameter describes, percent-encoded. */
  readonly query: readonly string[];
  /** Headers besides those of parameters, which they replace. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: DraftBody | null;
}

export interface ParameterValue {
  readonly parameter: ParameterPlan;
  readonly value: Json;
  readonly digits?: Digits;
}

export interface DraftBody {
  readonly mediaType: string;
  readonly value: Json;
  /** The digits of numbers as the document writes them; a number that was replaced has none. */
  readonly digits?: Digits;
  /** Sent instead of the value. */
  readonly text?: string;
}

/** Returns the plain request of an operation: the required parameters, and the body. */
export function plainDraft({ parameters, sample }: OperationPlan): Draft {
  const values = parameters.map((parameter, index) => ({ parameter, ...sampleAt(sample, index) }));
  return { values: values.filter(({ parameter }) => parameter.required), query: [], headers: {}, body: sample.body };
}

/** Returns the sample value of the parameter at an index. */
export function sampleAt({ values, digits }: SampleRequestPlan, index: number): Written {
  return written(values[index] ?? null, digitsIn(digits, String(index)));
}

/** Returns the draft with another body of the same media type. */
export function withBody(draft: Draft, value: Json, digits = draft.body?.digits): Draft {
  return draft.body ? { ...draft, body: { mediaType: draft.body.mediaType, ...written(value, digits) } } : draft;
}

export function withHeader(draft: Draft, name: string, value: string): Draft {
  return { ...draft, headers: { ...draft.headers, [name]: value } };
}

/** Returns the draft with a value of a parameter, which replaces the one it has. */
export function withValue(draft: Draft, parameter: ParameterPlan, value: Json, digits?: Digits): Draft {
  return { ...draft, values: [...withoutParameter(draft, parameter).values, { parameter, ...written(value, digits) }] };
}

export function withoutParameter(draft: Draft, parameter: ParameterPlan): Draft {
  return { ...draft, values: draft.values.filter((one) => one.parameter !== parameter) };
}

/** Returns the parameter at a location with a name; names of headers are case-insensitive (RFC 9110, section 5.1). */
export function parameterNamed(
  { parameters }: OperationPlan,
  { in: where, name }: { readonly in: string; readonly name: string },
): ParameterPlan | undefined {
  const same = (one: string) => (where === 'header' ? one.toLowerCase() === name.toLowerCase() : one === name);
  return parameters.find((parameter) => parameter.in === where && same(parameter.name));
}
