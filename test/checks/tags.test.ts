import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const tagged = (tags: string, tag: string) =>
  `${head()}${tags}paths:\n  /a:\n    get:\n      tags:\n        - ${tag}\n      responses: { 200: { description: ok } }`;

checkTable(
  'tags',
  ['tag-duplicate', 'tag-undeclared'],
  [
    { name: 'declared and used: no problem', given: tagged('tags: [{ name: a }]\n', 'a') },
    { name: 'no tags declared: no problem', given: tagged('', 'a') },
    { name: 'used but not declared', given: tagged('tags: [{ name: a }]\n', 'b # here') },
    { name: 'declared twice', given: tagged('tags:\n  - name: a\n  - name: a # here\n', 'a') },
  ],
);
