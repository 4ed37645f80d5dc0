import { readParameter, writeParameter } from '../codings/parameter-reading.ts';
import { parseJson, type Written } from '../notation/digits.ts';
import { equal, isArray, isObject, type Json } from '../notation/json.ts';
import type { ParameterPlan } from '../plan.ts';

/**
 * What an example of a parameter may mean, once it is written as a client sends it and read as a server does. First what
 * is read where it is sent as it stands: `'2'` is the integer 2, and of the style `form` `'a,b'` is two items unless it is
 * exploded. Then what else its text may be: a list with commas, `a=1&a=2` with the name, or JSON.
 *
 * None of what is not sent: null, an empty list, the empty text of what is no text (RFC 6570, section 2.3).
 */
export function readingsOf(parameter: ParameterPlan, example: Written): readonly Written[] {
  if (isNothing(parameter, example.value)) return [];
  const texts = sentAs(parameter, example);
  if (texts[0] === '') return [];
  const read = texts.map((text) => readParameter(parameter, text)).filter((value) => value !== undefined);
  // What no server could read is told as it was written.
  const readings = read.length > 0 ? read : [example];
  return readings.filter(({ value }, index) => readings.findIndex((other) => equal(other.value, value)) === index);
}

function isNothing({ coding }: ParameterPlan, example: Json): boolean {
  if (example !== null && example !== '') return false;
  if (coding.by !== 'style') return coding.by === 'deep';
  const type = example === null ? 'null' : 'string';
  return coding.shape.kind !== 'primitive' || !coding.shape.types.includes(type);
}

/** The texts that an example may stand for. */
function sentAs(parameter: ParameterPlan, given: Written): readonly string[] {
  const { coding } = parameter;
  const { value: example } = given;
  const asData = writeParameter(parameter, given);
  if (typeof example !== 'string') {
    // One text where one is asked for: a list has commas between its items.
    const isOne = coding.by === 'style' && coding.shape.kind === 'primitive';
    return isOne && isArray(example) && example.length > 0
      ? [asData, writeParameter(parameter, { value: example.join(',') })]
      : [asData];
  }
  const whole = isWhole(parameter, example)
    ? [withDelimiters(parameter.in === 'path' ? encodeURIComponent(example) : example)]
    : [];
  if (coding.by === 'style' && coding.shape.kind === 'primitive') return [...whole, asData];
  const structure = structureIn(example);
  const asJson = structure === undefined ? [] : [writeParameter(parameter, structure)];
  if (coding.by === 'json') return [...asJson, asData];
  if (coding.by === 'querystring') return [example, ...asJson, asData];
  const items = listsIn(example).map((list) => writeParameter(parameter, { value: list }));
  const asStands = coding.by === 'deep' ? [] : [withDelimiters(asData)];
  return [...whole, ...asStands, ...asJson, ...items];
}

/** Whether a text begins as the parameter does where it is sent: with its name, or with what its style begins with. */
function isWhole({ in: place, name, coding }: ParameterPlan, text: string): boolean {
  if (coding.by === 'style' && coding.style === 'matrix') return text.startsWith(';');
  if (coding.by === 'style' && /label/i.test(coding.style)) return text.startsWith('.');
  if (place !== 'query' || coding.by === 'json' || coding.by === 'querystring') return false;
  const isPrimitive = coding.by === 'style' && coding.shape.kind === 'primitive';
  const ownNames = coding.by === 'style' && coding.shape.kind === 'object' && coding.explode;
  return !isPrimitive && (ownNames ? text.includes('=') : text.startsWith(`${name}=`) || text.startsWith(`${name}[`));
}

/** A text written without encoding what divides it: whoever writes a list as a text means these. */
function withDelimiters(text: string): string {
  return text.replace(/%(2C|7C|3B|3D)/gi, (encoded) => decodeURIComponent(encoded));
}

/** The lists that a text may be, by what divides them. */
function listsIn(text: string): readonly (readonly string[])[] {
  return [',', '|', ' '].map((delimiter) => text.split(delimiter).map((item) => item.trim()));
}

/** The list or object that a text is the JSON of. */
function structureIn(text: string): Written | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const read = parseJson(text);
    return isArray(read.value) || isObject(read.value) ? read : undefined;
  } catch {
    return undefined;
  }
}
