import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const server = (text: string) => `${head()}servers:\n${text}\npaths: {}`;

checkTable(
  'server variables',
  ['server-variable'],
  [
    {
      name: 'described and used: no problem',
      given: server("  - { url: 'https://{host}/v1', variables: { host: { default: a, enum: [a, b] } } }"),
    },
    { name: 'used but not described', given: server("  - url: 'https://{host}/v1' # here"), says: '{host}' },
    {
      name: 'described but not used',
      given: server('  - url: /v1\n    variables:\n      host: { default: a } # here'),
      says: 'not used',
    },
    {
      name: 'default that is not in enum',
      given: server("  - url: '/{v}'\n    variables:\n      v: { default: c, enum: [a, b] } # here"),
      says: 'a, b',
    },
  ],
);
