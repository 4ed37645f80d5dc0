import type { Problem } from '../problem.ts';
import { isArray, isObject, type JsonObject, property, text } from '../syntax/json.ts';
import { type Check, listed, type OpenApiVersion, problemAtNode } from './checked-document.ts';
import { misplacedAs } from './misplaced.ts';
import { article, named } from './structure.ts';

/** Fields that an object must have, always or beside others (OpenAPI 3.1.1, 4.8). */
export const missingFields: Check = {
  codes: ['field-missing'],
  run: ({ written, forms, version }) =>
    written.visits.flatMap((visit): readonly Problem[] => {
      const { object, node } = visit;
      const { value } = node;
      if (!isObject(value) || typeof value['$ref'] === 'string' || misplacedAs(visit) !== undefined) return [];
      const required = [...(forms.get(object)?.fields ?? [])].flatMap(([name, field]) =>
        field.required ? [name] : [],
      );
      const missing = required.filter((name) => !Object.hasOwn(value, name));
      if (missing.length > 0) {
        const message = `${capital(article(object))} ${named(object)} needs ${listed(missing)}.`;
        return [problemAtNode(node, 'field-missing', message)];
      }
      const failed = conditions.find((one) => one.object === object && one.in(version) && one.isInvalid(value));
      return failed ? [problemAtNode(node, 'field-missing', failed.message)] : [];
    }),
};

interface Condition {
  readonly object: string;
  readonly in: (version: OpenApiVersion) => boolean;
  readonly isInvalid: (value: JsonObject) => boolean;
  readonly message: string;
}

const always = () => true;
const in2 = (version: OpenApiVersion) => version === '2.0';
const in3 = (version: OpenApiVersion) => version !== '2.0';
const has = (value: JsonObject, ...names: readonly string[]) => names.filter((name) => Object.hasOwn(value, name));
const isKind = (kind: string) => (value: JsonObject) => text(value, 'type') === kind;

const conditions: readonly Condition[] = [
  {
    object: 'Parameter',
    in: always,
    isInvalid: (value) => text(value, 'in') === 'path' && property(value, 'required') !== true,
    message: 'A parameter in the path needs required: true.',
  },
  {
    object: 'Parameter',
    in: in3,
    isInvalid: (value) => has(value, 'schema', 'content').length !== 1,
    message: 'A parameter needs either schema or content.',
  },
  {
    object: 'Header',
    in: in3,
    isInvalid: (value) => has(value, 'schema', 'content').length !== 1,
    message: 'A header needs either schema or content.',
  },
  {
    object: 'Parameter',
    in: in2,
    isInvalid: (value) => (text(value, 'in') === 'body' ? has(value, 'schema') : has(value, 'type')).length === 0,
    message: 'A parameter in the body needs schema, any other type.',
  },
  {
    object: 'Schema',
    in: (version) => version === '3.0' || version === '2.0',
    isInvalid: (value) => isKind('array')(value) && has(value, 'items').length === 0,
    message: 'A schema of type array needs items, here at least: {}.',
  },
  {
    object: 'SecurityScheme',
    in: always,
    isInvalid: (value) => isKind('apiKey')(value) && has(value, 'name', 'in').length < 2,
    message: 'A security scheme of type apiKey needs name and in.',
  },
  {
    object: 'SecurityScheme',
    in: in3,
    isInvalid: (value) => isKind('http')(value) && has(value, 'scheme').length === 0,
    message: 'A security scheme of type http needs scheme.',
  },
  {
    object: 'SecurityScheme',
    in: in3,
    isInvalid: (value) => isKind('oauth2')(value) && has(value, 'flows').length === 0,
    message: 'A security scheme of type oauth2 needs flows.',
  },
  {
    object: 'SecurityScheme',
    in: in3,
    isInvalid: (value) => isKind('openIdConnect')(value) && has(value, 'openIdConnectUrl').length === 0,
    message: 'A security scheme of type openIdConnect needs openIdConnectUrl.',
  },
  ...['Parameter', 'Header', 'MediaType'].map(
    (object): Condition => ({
      object,
      in: in3,
      isInvalid: (value) => has(value, 'example', 'examples').length > 1,
      message: 'Either example or examples may stand here, not both; `examples` counts.',
    }),
  ),
  {
    object: 'OpenAPI',
    in: (version) => version === '3.1' || version === '3.2',
    isInvalid: (value) => has(value, 'paths', 'components', 'webhooks').length === 0,
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
    isInvalid: (value) => isArray(value['parameters']) && bodies(value['parameters']) > 1,
    message: 'There can be one parameter in the body only.',
  },
];

function bodies(parameters: readonly unknown[]): number {
  return parameters.filter((one) => isObject(one) && text(one, 'in') === 'body').length;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
