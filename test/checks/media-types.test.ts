import { checkTable } from '../fixtures/check-table.ts';
import { head } from '../fixtures/checked.ts';

const answer = (mediaType: string, mark = '') =>
  `${head()}paths:\n  /a:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            '${mediaType}': {}${mark}`;

checkTable(
  'media types',
  ['media-type-odd'],
  [
    { name: 'a word', given: answer('json', ' # here'), says: '"json"' },
    { name: 'two at once', given: answer('application/json, text/csv', ' # here') },
    { name: 'a space in the type', given: answer('application /json', ' # here') },
    ...['application/json', 'application/*', '*/*', 'application/fhir+json; version="1.0"; charset=utf-8'].map(
      (mediaType) => ({ name: mediaType, given: answer(mediaType) }),
    ),
  ],
);
