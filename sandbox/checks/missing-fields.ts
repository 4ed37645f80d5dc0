import type { Problem } from '../problem.ts';
import { isArray, isObject, type JsonObject, property, text } from '../syntax/json.ts';
import { similarName } from '../syntax/similar-name.ts';
import { type Check, listed, type OpenApiVersion, problemAtNode } from './checked-document.ts';
import { misplacedObject } from './misplaced-objects.ts';
import { article, objectName } from './structure.ts';

/** Reports objects without a required field, or without a field that others require (OpenAPI 3.1.1, 4.8). */
export const missingFields: Check = {
  codes: ['field-missing'],
  run: ({ written, objectTypes: forms, version }) =>
    written.visits.flatMap((visit): readonly Problem[] => {
      const { object, node } = visit;
      const { value } = node;
      if (!isObject(value) || Object.hasOwn(value, '$ref') || misplacedObject(visit) !== undefined) return [];
      const required = [...(forms.get(object)?.fields ?? [])].flatMap(([name, field]) =>
        field.required ? [name] : [],
      );
      const unknown = Object.keys(value).filter((key) => !forms.get(object)?.fields.has(key));
      // A misspelt field is reported as unknown, with the name that it should have.
      const missing = required.filter(
        (name) => !Object.hasOwn(value, name) && !unknown.some((key) => similarName([name], key) !== undefined),
      );
      if (missing.length > 0) {
        const message = `${capitalized(article(object))} ${objectName(object)} needs ${listed(missing)}.`;
        return [problemAtNode(node, 'field-missing', message)];
      }
      const failed = requirements.find((one) => one.object === object && one.in(version) && one.isInvalid(value));
      return failed ? [problemAtNode(node, 'field-missing', failed.message)] : [];
    }),
};

/** A requirement that the table of objects cannot express. */
interface Requirement {
  readonly object: string;
  readonly in: (version: OpenApiVersion) => boolean;
  readonly isInvalid: (value: JsonObject) => boolean;
  readonly message: string;
}

const always = () => true;
const in2 = (version: OpenApiVersion) => version === '2.0';
const in3 = (version: OpenApiVersion) => version !== '2.0';
const presentFields = (value: JsonObject, ...names: readonly string[]) =>
  names.filter((name) => Object.hasOwn(value, name));
const isOfType = (kind: string) => (value: JsonObject) => text(value, 'type') === kind;

const requirements: readonly Requirement[] = [
  {
    object: 'Parameter',
    in: always,
    isInvalid: (value) => text(value, 'in') === 'path' && (property(value, 'required') ?? false) === false,
    message: 'A parameter in the path needs required: true.',
  },
  {
    object: 'Parameter',
    in: in3,
    // A `type` beside the name is reported as an unknown field.
    isInvalid: (value) =>
      presentFields(value, 'schema', 'content').length !== 1 && presentFields(value, 'type').length === 0,
    message: 'A parameter needs either schema or content. Write schema: { type: string }, or another type.',
  },
  {
    object: 'Header',
    in: in3,
    isInvalid: (value) => presentFields(value, 'schema', 'content').length !== 1,
    message: 'A header needs either schema or content. Write schema: { type: string }, or another type.',
  },
  {
    object: 'Parameter',
    in: in2,
    isInvalid: (value) =>
      (text(value, 'in') === 'body' ? presentFields(value, 'schema') : presentFields(value, 'type')).length === 0,
    message: 'A parameter in the body needs schema, any other type.',
  },
  {
    object: 'Schema',
    in: (version) => version === '3.0' || version === '2.0',
    isInvalid: (value) => isOfType('array')(value) && presentFields(value, 'items').length === 0,
    message: 'A schema of type array needs items, here at least: {}.',
  },
  {
    object: 'SecurityScheme',
    in: always,
    isInvalid: (value) => isOfType('apiKey')(value) && presentFields(value, 'name', 'in').length < 2,
    message: 'A security scheme of type apiKey needs name and in.',
  },
  {
    object: 'SecurityScheme',
    in: in3,
    isInvalid: (value) => isOfType('http')(value) && presentFields(value, 'scheme').length === 0,
    message: 'A security scheme of type http needs scheme.',
  },
  {
    object: 'SecurityScheme',
    in: in3,
    isInvalid: (value) => isOfType('oauth2')(value) && presentFields(value, 'flows').length === 0,
    message: 'A security scheme of type oauth2 needs flows.',
  },
  {
    object: 'SecurityScheme',
    in: in3,
    isInvalid: (value) => isOfType('openIdConnect')(value) && presentFields(value, 'openIdConnectUrl').length === 0,
    message: 'A security scheme of type openIdConnect needs openIdConnectUrl.',
  },
  ...['Parameter', 'Header', 'MediaType'].map(
    (object): Requirement => ({
      object,
      in: in3,
      isInvalid: (value) => presentFields(value, 'example', 'examples').length > 1,
      message:
        'Either example or examples may stand here, not both; `examples` counts. Remove example, or give it a name under examples.',
    }),
  ),
  {
    object: 'OpenAPI',
    in: (version) => version === '3.1' || version === '3.2',
    isInvalid: (value) => presentFields(value, 'paths', 'components', 'webhooks').length === 0,
    message: 'A document needs paths, components or webhooks.',
  },
  {
    object: 'Responses',
    in: always,
    isInvalid: (value) => Object.keys(value).filter((key) => !key.startsWith('x-')).length === 0,
    message: 'There must be a response at least.',
  },
  {
    object: 'Operation',
    in: always,
    isInvalid: (value) => isArray(value['parameters']) && countBodies(value['parameters']) > 1,
    message: 'There can be one parameter in the body only.',
  },
];

function countBodies(parameters: readonly unknown[]): number {
  return parameters.filter((one) => isObject(one) && text(one, 'in') === 'body').length;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
