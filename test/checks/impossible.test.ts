import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const schema = (keywords: string, version = '3.1.0') => `${head(version)}paths: {}
components:
  schemas:
    A:
      ${keywords.split('; ').join('\n      ')}
`;

checkTable(
  'schemas that no value satisfies',
  ['schema-impossible'],
  [
    { name: 'minimum equal to maximum: no problem', given: schema('minimum: 1; maximum: 1') },
    {
      name: 'minimum above maximum',
      given: schema('minimum: 10 # here; maximum: 1'),
      says: 'minimum: 10 and max',
    },
    { name: 'minLength above maxLength', given: schema('minLength: 5 # here; maxLength: 2') },
    { name: 'minItems above maxItems', given: schema('minItems: 2 # here; maxItems: 1') },
    { name: 'minProperties above maxProperties', given: schema('minProperties: 2 # here; maxProperties: 1') },
    { name: 'exclusiveMinimum equal to maximum', given: schema('exclusiveMinimum: 1 # here; maximum: 1') },
    { name: 'exclusiveMinimum below maximum: no problem', given: schema('exclusiveMinimum: 0; maximum: 1') },
    {
      name: 'exclusiveMinimum of 3.0 below maximum: no problem',
      given: schema('minimum: 1; exclusiveMinimum: true; maximum: 2', '3.0.3'),
    },
    {
      name: 'required property that additionalProperties: false excludes',
      given: schema('required: [a, b] # here; properties: { a: {} }; additionalProperties: false'),
      says: 'b must be there',
    },
    {
      name: 'required property that patternProperties allows: no problem',
      given: schema('required: [b]; patternProperties: { b: {} }; additionalProperties: false'),
    },
    { name: 'required property without a schema: no problem', given: schema('required: [b]; properties: { a: {} }') },
    { name: 'enum value of another type', given: schema('type: string; enum: [a, 5] # here'), says: 'enum has 5' },
    { name: 'enum values of one of the types: no problem', given: schema('type: [string, integer]; enum: [a, 5]') },
    {
      name: 'null in enum with nullable: no problem',
      given: schema('type: string; nullable: true; enum: [a, null]', '3.0.3'),
    },
    { name: 'null in enum without nullable', given: schema('type: string; enum: [a, null] # here', '3.0.3') },
    { name: 'const of another type', given: schema('type: integer; const: 1.5 # here') },
    { name: 'integer const: no problem', given: schema('type: integer; const: 2') },
  ],
);
