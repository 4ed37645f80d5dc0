import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

checkTable(
  'names of components',
  ['component-name'],
  [
    {
      name: 'letters, digits, dots and hyphens',
      given: `${head()}paths: {}\ncomponents: { schemas: { A.b_c-1: {} } }`,
    },
    {
      name: 'a space',
      given: `${head()}paths: {}\ncomponents:\n  examples:\n    a pet: { value: 1 } # here`,
      says: '"a pet" under examples',
    },
    { name: 'a generic type', given: `${head()}paths: {}\ncomponents:\n  schemas:\n    List<Pet>: {} # here` },
    { name: 'extensions', given: `${head()}paths: {}\ncomponents: { x-mine: { a b: 1 } }` },
    {
      name: 'definitions of 2.0',
      given: "swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: {}\ndefinitions: { A b: {} }",
    },
  ],
);
