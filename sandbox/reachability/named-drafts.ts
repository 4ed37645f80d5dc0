import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { type Draft, withValue } from '../requests/draft.ts';
import type { Json } from '../syntax/json.ts';
import { wordsIn } from '../triggers/name-words.ts';
import { mayName } from '../triggers/named-answer.ts';
import type { Reason } from './reason.ts';

/** A draft with another value of a parameter. */
export interface NamedDraft {
  readonly draft: Draft;
  readonly reason: Reason;
}

/** Drafts returned for one name. */
const maxDrafts = 60;

/**
 * Returns drafts with a parameter set to words of an example's name, those first whose words look most like values of the
 * parameter.
 */
export function draftsNaming(operation: OperationPlan, draft: Draft, name: string): readonly NamedDraft[] {
  const texts = wordsIn(name);
  const found = parametersOf(operation).flatMap((parameter) =>
    texts.map((text) => ({ parameter, text, rank: likeness(text, sampleText(operation, parameter)) })),
  );
  return found
    .toSorted((one, other) => other.rank - one.rank)
    .slice(0, maxDrafts)
    .map(({ parameter, text }) => withText(draft, parameter, text));
}

/** Returns drafts with a value that is hardly part of any name: the sample value with other digits or letters. */
export function draftsWithUnnamedValues(operation: OperationPlan, draft: Draft): readonly NamedDraft[] {
  return parametersOf(operation).flatMap((parameter) => {
    const text = sampleText(operation, parameter);
    const others = [text.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10)), text.replace(/[a-y]/gi, next)];
    return others.filter((other) => other !== text).map((other) => withText(draft, parameter, other));
  });
}

/** Lists the parameters that can name an example: of the path from its end, as the last one identifies the resource. */
function parametersOf({ parameters }: OperationPlan): readonly ParameterPlan[] {
  const places: readonly string[] = ['path', 'query', 'header'];
  return parameters
    .filter((parameter) => mayName(parameter) && takesText(parameter))
    .toReversed()
    .toSorted((one, other) => places.indexOf(one.in) - places.indexOf(other.in));
}

/** Whether a text can be a value of the parameter, or an item of one. */
function takesText({ format }: ParameterPlan): boolean {
  return format.by === 'style' && format.shape.kind !== 'object';
}

function sampleText({ parameters, sample }: OperationPlan, parameter: ParameterPlan): string {
  const value = sample.values[parameters.indexOf(parameter)] ?? '';
  return typeof value === 'object' ? '' : String(value);
}

/** Ranks how much a text looks like a value, best if it differs from the documented one in letters and digits only. */
function likeness(text: string, documented: string): number {
  const form = (one: string) => one.replace(/[\p{L}\p{N}\p{M}]/gu, 'x');
  if (form(text) === form(documented)) return 3;
  const isWord = /^[\p{L}\p{N}\p{M}]+$/u.test(text);
  return (isWord ? 1 : 0) + (isWord && /\d/.test(text) ? 1 : 0);
}

function withText(draft: Draft, parameter: ParameterPlan, text: string): NamedDraft {
  const { in: place, name, format } = parameter;
  const isList = format.by === 'style' && format.shape.kind === 'array';
  const value: Json = isList ? [text] : text;
  return {
    draft: withValue(draft, parameter, value),
    reason: { by: 'named-value', value: { in: place, name, value } },
  };
}

function next(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 1);
}
