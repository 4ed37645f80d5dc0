import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const schemas = (version: string, beside: string) => `${head(version)}paths: {}
components:
  schemas:
    A: { type: string }
    B:
      type: object
      properties:
        a: { $ref: '#/components/schemas/A'${beside}`;

checkTable(
  'fields beside $ref',
  ['reference-siblings'],
  [
    {
      name: 'constraint in 3.0: reported as ignored',
      given: schemas('3.0.3', ', maxLength: 3 } # here'),
      says: /maxLength beside \$ref is ignored.*allOf/,
    },
    {
      name: 'two constraints in 3.0: reported together',
      given: schemas('3.0.3', ', maxLength: 3, nullable: true } # here'),
      says: 'maxLength and nullable beside $ref are ignored',
    },
    { name: 'constraint in 3.1: no problem', given: schemas('3.1.0', ', maxLength: 3 }') },
    { name: 'description and example: no problem', given: schemas('3.0.3', ', description: Like A, example: a }') },
    { name: 'extension: no problem', given: schemas('3.0.3', ', x-more: 1 }') },
    {
      name: 'field of a parameter, in any version: reported',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - { $ref: '#/components/parameters/P', required: true } # here\n      responses: { 200: { description: ok } }\ncomponents: { parameters: { P: { name: p, in: query, schema: {} } } }`,
    },
    {
      name: 'field of a path item: no problem',
      given: `${head()}paths:\n  /a: { $ref: '#/x-a', summary: A }\nx-a: { get: { responses: { 200: { description: ok } } } }`,
    },
  ],
);

checkTable(
  'relative references',
  ['reference-form'],
  [
    {
      name: 'path without ./: reported once per file',
      given: `${head()}components:\n  schemas:\n    A: { $ref: schemas/a.yaml } # here\n    B: { $ref: schemas/b.yaml }`,
    },
    {
      name: 'paths that begin with ./ or contain a fragment: no problem',
      given: `${head()}components: { schemas: { A: { $ref: ./a.yaml }, B: { $ref: '#/components/schemas/A' }, C: { $ref: c.yaml }, D: { $ref: https://example.org/d } } }`,
    },
  ],
);
