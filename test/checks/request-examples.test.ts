import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

/** A row of examples, of which one may be marked: `kim # here`. */
const requests = (names: readonly string[], answer: string) => `${head()}paths:
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { name: { type: string } } }
            examples:
${names.map((text, index) => text.replace(/^\S+/, (name) => `              ${name}: { value: { name: n${index} } }`)).join('\n')}
      responses:
        201: { description: ok, content: { application/json: { examples: { ${answer} } } } }
        400: { description: no, content: { application/json: { examples: { no-name: { value: { message: no } }, bad: { value: { message: bad } } } } } }
`;
const two = 'rex: { value: 1 }, tom: { value: 2 }';

checkTable(
  'request examples and their answers',
  ['example-unpaired'],
  [
    { name: 'one name for both', given: requests(['rex', 'tom'], two) },
    {
      name: 'one without answer where others have one',
      given: requests(['rex', 'tom', 'kim # here'], two),
      says: 'kim belongs to no documented answer',
    },
    { name: 'a wrong one without answer', given: requests(['rex', 'not-found # here'], 'rex: { value: 1 }') },
    { name: 'where there is one success only', given: requests(['rex', 'tom'], 'rex: { value: 1 }') },
  ],
);

checkTable(
  'request examples whose answer is a guess',
  ['example-name'],
  [
    { name: 'by words in common', given: requests(['rex-request # here', 'tom'], two), says: '201/rex' },
    { name: 'one name for both', given: requests(['rex', 'tom'], two) },
  ],
);
