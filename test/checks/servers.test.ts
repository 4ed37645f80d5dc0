import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const server = (text: string) => `${head()}servers:\n${text}\npaths: {}`;

checkTable(
  'variables of servers',
  ['server-variable'],
  [
    {
      name: 'all well',
      given: server("  - { url: 'https://{host}/v1', variables: { host: { default: a, enum: [a, b] } } }"),
    },
    { name: 'one that is not described', given: server("  - url: 'https://{host}/v1' # here"), says: '{host}' },
    {
      name: 'one that is not used',
      given: server('  - url: /v1\n    variables:\n      host: { default: a } # here'),
      says: 'not used',
    },
    {
      name: 'an impossible default',
      given: server("  - url: '/{v}'\n    variables:\n      v: { default: c, enum: [a, b] } # here"),
      says: 'a, b',
    },
  ],
);
