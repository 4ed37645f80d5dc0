import { describe, expect, it } from 'vitest';
import { checkTable } from '../fixtures/check-table.ts';
import { checkedProblems, head } from '../fixtures/checked.ts';

/** A list of request examples, one of which may be marked: `kim # here`. */
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
  'request examples without a response',
  ['example-unpaired'],
  [
    { name: 'every request example has a response of its name: no problem', given: requests(['rex', 'tom'], two) },
    {
      name: 'one has none although the others have: reported',
      given: requests(['rex', 'tom', 'kim # here'], two),
      says: 'kim belongs to no documented answer',
    },
    {
      name: 'negative example without an error response: reported',
      given: requests(['rex', 'not-found # here'], 'rex: { value: 1 }'),
    },
    { name: 'only one success is documented: no problem', given: requests(['rex', 'tom'], 'rex: { value: 1 }') },
  ],
);

checkTable(
  'request examples paired by a guess',
  ['example-name'],
  [
    { name: 'paired by shared words: reported', given: requests(['rex-request # here', 'tom'], two), says: '201/rex' },
    { name: 'paired by equal names: no problem', given: requests(['rex', 'tom'], two) },
    {
      name: 'another request example has the equal name: no problem',
      given: requests(['rex', 'rex-request'], 'rex: { value: 1 }'),
    },
    {
      name: 'negative example paired with any error: reported',
      given: requests(['pet-request-bad # here'], 'rex: { value: 1 }'),
    },
  ],
);

describe('the severity of a guess', () => {
  const severities = (document: string) =>
    checkedProblems(document).flatMap(({ code, severity }) => (code === 'example-name' ? [severity] : []));

  it.each([
    ['two successes to choose from: a warning', requests(['rex-request'], two), ['warning']],
    ['one success: a note', requests(['rex-request'], 'rex: { value: 1 }'), ['note']],
    ['negative example and any error: a warning', requests(['pet-request-bad'], 'rex: { value: 1 }'), ['warning']],
  ])('%s', (_, given, want) => expect(severities(given)).toEqual(want));
});
