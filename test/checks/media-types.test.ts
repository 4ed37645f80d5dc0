import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const answer = (mediaType: string, mark = '') =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            '${mediaType}': {}${mark}`;

checkTable(
  'malformed media types',
  ['media-type-odd'],
  [
    { name: 'no slash', given: answer('json', ' # here'), says: '"json"' },
    { name: 'two media types in one key', given: answer('application/json, text/csv', ' # here') },
    { name: 'space before the slash', given: answer('application /json', ' # here') },
    ...['application/json', 'application/*', '*/*', 'application/fhir+json; version="1.0"; charset=utf-8'].map(
      (mediaType) => ({ name: mediaType, given: answer(mediaType) }),
    ),
  ],
);
