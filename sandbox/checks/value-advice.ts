import type { FieldType } from '../openapi-objects/object-types.ts';
import { type Node, scalarText } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, isObject } from '../syntax/json.ts';

/** Returns how to write a value that is not of its field's type: a sentence, preceded by a blank; empty if none is known. */
export function adviceForValue(type: FieldType, node: Node, field: string): string {
  const advice = type.is === 'either' ? undefined : advices[type.is](type, node, field);
  return advice === undefined ? '' : ` ${advice}`;
}

type Advice = (type: FieldType, node: Node, field: string) => string | undefined;

const advices: Readonly<Record<Exclude<FieldType['is'], 'either'>, Advice>> = {
  any: () => undefined,
  string: (_, node, field) => {
    const written = scalarText(node);
    if (field === 'openapi' || field === 'swagger') return versionAdvice(field, written ?? '');
    if (written !== undefined) return `Put it in quotes: '${written}'.`;
    if (node.value === null) return 'Write one, or remove the field.';
    return field === 'title' ? 'A property of that name belongs under properties.' : undefined;
  },
  boolean: (_, { value }) => {
    if (typeof value !== 'string' || !/^(yes|no|on|off|true|false)$/i.test(value)) return undefined;
    return `Write ${/^(yes|on|true)$/i.test(value)}.`;
  },
  number: (_, { value }) =>
    typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
      ? `Write ${value}, without quotes.`
      : undefined,
  list: (type, { value }, field) => {
    if (value === null) return `Write ${field}: [].`;
    const item = type.is === 'list' && type.of.is === 'object' ? type.of.name : undefined;
    if (isObject(value))
      return isNamed(value) ? 'Write its parts as a list, each with a dash and its name.' : 'Write a dash before it.';
    const main = item === undefined ? undefined : mainFields[item];
    return item === undefined ? `Write [${String(value)}].` : main && `Write - ${main}: ${String(value)}`;
  },
  map: (_, { value }) => namesAdvice(isArray(value), value === null),
  object: (type, { value }) => {
    const name = type.is === 'object' ? type.name : '';
    if (typeof value !== 'string') return namesAdvice(isArray(value), value === null);
    if (name === 'SecurityRequirement') return `Write ${value}: [].`;
    const main = mainFields[name];
    return main && `Write ${main}: ${value} below it.`;
  },
};

/** The field for which authors write the text alone. */
const mainFields: Readonly<Record<string, string>> = table({
  Contact: 'name',
  Discriminator: 'propertyName',
  Example: 'value',
  ExternalDocs: 'url',
  License: 'name',
  Response: 'description',
  Server: 'url',
  Tag: 'name',
});

function versionAdvice(field: string, written: string): string {
  if (field === 'swagger') return "Write swagger: '2.0'.";
  return `Write openapi: ${/^3\.[0-2]$/.test(written) ? written : '3.1'}.0.`;
}

function isNamed(value: object): boolean {
  return Object.values(value).every((one) => isObject(one));
}

function namesAdvice(isList: boolean, isNull: boolean): string | undefined {
  if (isList) return 'Write a name before each of its items, in place of the dash.';
  return isNull ? 'Indent what belongs to it further, or remove it.' : undefined;
}
