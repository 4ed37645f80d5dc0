import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

checkTable(
  'component names',
  ['component-name'],
  [
    {
      name: 'letters, digits, dots, underscores and hyphens: no problem',
      given: `${head()}paths: {}\ncomponents: { schemas: { A.b_c-1: {} } }`,
    },
    {
      name: 'space: reported',
      given: `${head()}paths: {}\ncomponents:\n  examples:\n    a pet: { value: 1 } # here`,
      says: '"a pet" under examples',
    },
    {
      name: 'angle brackets: reported',
      given: `${head()}paths: {}\ncomponents:\n  schemas:\n    List<Pet>: {} # here`,
    },
    { name: 'within an extension: no problem', given: `${head()}paths: {}\ncomponents: { x-mine: { a b: 1 } }` },
    {
      name: 'definitions of 2.0: no problem',
      given: "swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: {}\ndefinitions: { A b: {} }",
    },
  ],
);
