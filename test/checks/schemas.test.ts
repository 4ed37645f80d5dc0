import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const unused = (schema: string) => `${head()}components:\n  schemas:\n    A:\n${schema}`;

checkTable(
  'defects in schemas that no operation uses',
  ['schema-keyword', 'schema-pattern', 'schema-format', 'schema-unusable'],
  [
    { name: 'valid schema: no problem', given: unused("      type: string\n      pattern: '^a+$'\n      format: uri") },
    { name: 'unknown type', given: unused('      type: datetime # here') },
    {
      name: 'pattern with a POSIX class',
      given: unused("      pattern: '^[[:ascii:]]+$' # here"),
      says: 'does not compile',
    },
    {
      name: 'format that is a regular expression',
      given: unused("      format: '^[a-z]+$' # here"),
      says: '`pattern` is for those',
    },
    { name: 'format that only some validators know', given: unused('      format: url # here'), says: 'uri is' },
    { name: 'string instead of a schema', given: `${head()}components:\n  schemas:\n    A: string # here` },
    {
      name: 'schema of a header that OpenAPI ignores',
      given: `${head()}paths:\n  /a:\n    get:\n      parameters:\n        - name: Authorization\n          in: header\n          schema:\n            format: nonsense # here\n      responses: { 200: { description: ok } }`,
    },
  ],
);
