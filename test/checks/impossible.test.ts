import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const schema = (keywords: string, version = '3.1.0') => `${head(version)}paths: {}
components:
  schemas:
    A:
      ${keywords.split('; ').join('\n      ')}
`;

checkTable(
  'schemas that nothing satisfies',
  ['schema-impossible'],
  [
    { name: 'a range', given: schema('minimum: 1; maximum: 1') },
    {
      name: 'a range the wrong way round',
      given: schema('minimum: 10 # here; maximum: 1'),
      says: 'minimum: 10 and max',
    },
    { name: 'lengths', given: schema('minLength: 5 # here; maxLength: 2') },
    { name: 'items', given: schema('minItems: 2 # here; maxItems: 1') },
    { name: 'properties', given: schema('minProperties: 2 # here; maxProperties: 1') },
    { name: 'an open end at the other', given: schema('exclusiveMinimum: 1 # here; maximum: 1') },
    { name: 'an open end before the other', given: schema('exclusiveMinimum: 0; maximum: 1') },
    { name: 'an open end as 3.0 has it', given: schema('minimum: 1; exclusiveMinimum: true; maximum: 2', '3.0.3') },
    {
      name: 'a property that must and may not be there',
      given: schema('required: [a, b] # here; properties: { a: {} }; additionalProperties: false'),
      says: 'b must be there',
    },
    {
      name: 'a property that a pattern lets in',
      given: schema('required: [b]; patternProperties: { b: {} }; additionalProperties: false'),
    },
    { name: 'a property that is not described', given: schema('required: [b]; properties: { a: {} }') },
    { name: 'a value of another type', given: schema('type: string; enum: [a, 5] # here'), says: 'enum has 5' },
    { name: 'values of one of the types', given: schema('type: [string, integer]; enum: [a, 5]') },
    { name: 'null where it may be', given: schema('type: string; nullable: true; enum: [a, null]', '3.0.3') },
    { name: 'null where it may not be', given: schema('type: string; enum: [a, null] # here', '3.0.3') },
    { name: 'one value of another type', given: schema('type: integer; const: 1.5 # here') },
    { name: 'a whole number', given: schema('type: integer; const: 2') },
  ],
);
