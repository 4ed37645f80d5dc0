import type { OperationPlan, ParameterPlan, SampleRequestPlan } from '../plan.ts';
import { type Digits, digitsIn, type Written, written } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';

/** A request in the making: what it says, not yet how that is written. */
export interface Draft {
  readonly values: readonly ParameterValue[];
  /** Further pairs of the query, percent-encoded. */
  readonly query: readonly string[];
  /** Further headers; they replace those of parameters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: DraftBody | null;
}

export interface ParameterValue {
  readonly parameter: ParameterPlan;
  readonly value: Json;
  readonly digits?: Digits;
}

/** `text`: sent as it is, instead of the value. */
export interface DraftBody {
  readonly mediaType: string;
  readonly value: Json;
  /** How the numbers of the document's own are written; what was put in the place of one has other digits. */
  readonly digits?: Digits;
  readonly text?: string;
}

/** The plain request of an operation: what is required, and the body. */
export function plainDraft({ parameters, sample }: OperationPlan): Draft {
  const values = parameters.map((parameter, index) => ({ parameter, ...sampleAt(sample, index) }));
  return { values: values.filter(({ parameter }) => parameter.required), query: [], headers: {}, body: sample.body };
}

/** What the sample request of an operation has for a parameter, by its index. */
export function sampleAt({ values, digits }: SampleRequestPlan, index: number): Written {
  return written(values[index] ?? null, digitsIn(digits, String(index)));
}

/** The draft with another body of the same media type. */
export function withBody(draft: Draft, value: Json, digits = draft.body?.digits): Draft {
  return draft.body ? { ...draft, body: { mediaType: draft.body.mediaType, ...written(value, digits) } } : draft;
}

export function withHeader(draft: Draft, name: string, value: string): Draft {
  return { ...draft, headers: { ...draft.headers, [name]: value } };
}

/** The draft with a value for a parameter, in the place of the one it has. */
export function withValue(draft: Draft, parameter: ParameterPlan, value: Json, digits?: Digits): Draft {
  return { ...draft, values: [...withoutParameter(draft, parameter).values, { parameter, ...written(value, digits) }] };
}

export function withoutParameter(draft: Draft, parameter: ParameterPlan): Draft {
  return { ...draft, values: draft.values.filter((one) => one.parameter !== parameter) };
}

/** A parameter by its place and name; the names of headers have no case. */
export function parameterNamed(
  { parameters }: OperationPlan,
  { in: where, name }: { readonly in: string; readonly name: string },
): ParameterPlan | undefined {
  const same = (one: string) => (where === 'header' ? one.toLowerCase() === name.toLowerCase() : one === name);
  return parameters.find((parameter) => parameter.in === where && same(parameter.name));
}
