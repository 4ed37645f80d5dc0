import { describe, expect, it } from 'vitest';
import { isXmlName, xmlNameFor } from '../../sandbox/syntax/xml.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

describe('element names made from names that XML does not allow (XML 1.0, 2.3; Namespaces in XML 1.0, 4)', () => {
  it.each([
    ['name', 'name'],
    ['a b', 'a_b'],
    ['1st', '_1st'],
    ['-a', '_-a'],
    ['.a', '_.a'],
    ['', '_'],
    ['a:b', 'b'],
    ['a:b:c', 'a_b_c'],
    [':a', '_a'],
    ['a<b>', 'a_b_'],
    ['@id', '_id'],
    ['$', '_'],
    ['größe', 'größe'],
    ['😀', '_'],
  ])('%j: %s', (given, want) => {
    expect(xmlNameFor(given)).toBe(want);
    expect(isXmlName(want)).toBe(true);
  });
});

const schema = `
      type: object
      properties:
        a b: { type: integer }
        1st: { type: string, xml: { attribute: true } }
        ns:local: { type: string }
        fine: { type: string, xml: { name: is fine } }
        renamed one: { type: string, xml: { name: renamed } }
        the list: { type: array, items: { type: integer } }
        wrapped: { type: array, xml: { wrapped: true }, items: { type: integer, xml: { name: an item } } }
        nested: { type: object, properties: { x/y: { type: string } }, xml: { prefix: 'p q', namespace: 'urn:n' } }
`;
const document = (rest = '') => `openapi: 3.0.3
info: { title: Names, version: '1' }
paths:
  /it:
    post:
      operationId: it
      requestBody: { required: true, content: { application/xml: { schema: { $ref: '#/components/schemas/2FA' } } } }
      responses:
        200:
          description: ''
          content:
            application/xml:
              schema: { $ref: '#/components/schemas/2FA' }
              example: { a b: 1, 1st: x, 'ns:local': l, fine: f, renamed one: r, the list: [1, 2], wrapped: [3], nested: { x/y: z } }
            application/json: { schema: { $ref: '#/components/schemas/2FA' } }
components:
  schemas:
    2FA:${schema}${rest}`;

const written =
  '<_2FA _1st="x"><a_b>1</a_b><local>l</local><is_fine>f</is_fine><renamed>r</renamed><the_list>1</the_list><the_list>2</the_list><wrapped><an_item>3</an_item></wrapped><nested xmlns="urn:n"><x_y>z</x_y></nested></_2FA>';

describe('XML names that are not valid (OpenAPI 3.1.1, 4.8.26)', () => {
  const sandbox = sandboxOf(document());

  it('are written in another form, and nothing is left out', async () => {
    const { text } = await ask(sandbox, 'POST /it', {
      headers: { 'Content-Type': 'application/xml' },
      body: bytes(written),
    });
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${written}\n`);
  });

  it('are parsed in the form in which they are written', async () => {
    const sent = written.replace('<a_b>1</a_b>', '<a_b>x</a_b>');
    const { faults } = await ask(sandbox, 'POST /it', {
      headers: { 'Content-Type': 'application/xml' },
      body: bytes(sent),
    });
    expect(faults).toEqual(['body /a b type']);
  });

  it('are reported once each, at their location', () => {
    const reported = problemsOf(sandbox)
      .filter(({ code }) => code === 'xml-name')
      .map(({ severity, location, message }) => `${severity} ${location?.line} ${/^"[^"]*"/.exec(message)?.[0]}`);
    expect(reported.toSorted()).toEqual([
      'warning 13 "2FA"',
      'warning 21 "a b"',
      'warning 22 "1st"',
      'warning 23 "ns:local"',
      'warning 24 "is fine"',
      'warning 26 "the list"',
      'warning 27 "an item"',
      'warning 28 "p q"',
      'warning 28 "x/y"',
      'warning 7 "2FA"',
    ]);
  });

  it('do not matter for a JSON body', () => {
    const json = document()
      .replaceAll('application/xml', 'application/json')
      .replace(/\n *application\/json: \{ schema.*/, '');
    expect(problemsOf(sandboxOf(json)).filter(({ code }) => code === 'xml-name')).toEqual([]);
  });
});
