import { describe, expect, it } from 'vitest';
import { checkTable } from '../fixtures/check-table.ts';
import { checkedProblems, head } from '../fixtures/checked.ts';

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
    { name: 'another request has the name', given: requests(['rex', 'rex-request'], 'rex: { value: 1 }') },
    { name: 'one that is meant to be wrong', given: requests(['pet-request-bad # here'], 'rex: { value: 1 }') },
  ],
);

describe('a request example of another name', () => {
  const severities = (document: string) =>
    checkedProblems(document).flatMap(({ code, severity }) => (code === 'example-name' ? [severity] : []));

  it.each([
    ['which of two answers is a guess', requests(['rex-request'], two), ['warning']],
    ['there is one answer for what is right', requests(['rex-request'], 'rex: { value: 1 }'), ['note']],
    ['what is wrong could get any error', requests(['pet-request-bad'], 'rex: { value: 1 }'), ['warning']],
  ])('%s', (_, given, want) => expect(severities(given)).toEqual(want));
});
