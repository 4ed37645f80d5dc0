import { describe, expect, it } from 'vitest';
import { writeXml } from '../../sandbox/syntax/write-xml.ts';
import { isXmlName, parseXml, type XmlElement } from '../../sandbox/syntax/xml.ts';
import { large, mixtures } from '../fixtures/seeded.ts';

/** An element as a line: name, namespace, attributes, text, children. */
function reported({ name, namespace, attributes, text, children }: XmlElement): string {
  const space = namespace === null ? '' : `{${namespace}}`;
  const fields = attributes.map(
    (one) => ` ${one.namespace === null ? '' : `{${one.namespace}}`}${one.name}=${one.value}`,
  );
  return `${space}${name}${fields.join('')}[${text}${children.map(reported).join('')}]`;
}

const parse = (text: string) => {
  const root = parseXml(text, 10);
  return root && reported(root);
};

describe('XML is parsed (XML 1.0; Namespaces in XML 1.0)', () => {
  it.each<readonly [string, string | undefined]>([
    ['<a/>', 'a[]'],
    ['<a></a >', 'a[]'],
    ['<a\n b = "1"\tc=\'2"\' />', 'a b=1 c=2"[]'],
    ['<a>x<b/>y</a>', 'a[xyb[]]'],
    ['<a b="&#10;&quot;\n"/>', 'a b=\n" []'],
    ['<a>\r\n\r</a>', 'a[\n\n]'],
    ['<é-1.2·/>', 'é-1.2·[]'],
    ['<a xmlns="u"><b/><c xmlns=""/></a>', '{u}a[{u}b[]c[]]'],
    ['<p:a xmlns:p="u" p:b="1" c="2"/>', '{u}a {u}b=1 c=2[]'],
    ['<a xmlns:p="u"><p:b xmlns:p="v"/><p:c/></a>', 'a[{v}b[]{u}c[]]'],
    ['<a><![CDATA[</a>]]></a>', 'a[</a>]'],
    ['<?xml version="1.0"?>\n<a/>\n<!-- b -->', 'a[]'],
    ['<a>]]&gt;</a>', 'a[]]>]'],
    // Malformed
    ['', undefined],
    ['x', undefined],
    ['<a>', undefined],
    ['</a>', undefined],
    ['<a></b>', undefined],
    ['<a/><b/>', undefined],
    ['<a/>x', undefined],
    ['x<a/>', undefined],
    ['<a b/>', undefined],
    ['<a b=1/>', undefined],
    ['<a b="1" b="2"/>', undefined],
    ['<a b="1"c="2"/>', undefined],
    ['<a b="<"/>', undefined],
    ['<1/>', undefined],
    ['<a:b:c/>', undefined],
    ['<p:a/>', undefined],
    ['<a p:b="1"/>', undefined],
    ['<a>&</a>', undefined],
    ['<a>&nbsp;</a>', undefined],
    ['<a>&AMP;</a>', undefined],
    ['<a>&#0;</a>', undefined],
    ['<a>&#x110000;</a>', undefined],
    ['<a>]]></a>', undefined],
    ['<a>\u0000</a>', undefined],
    ['<a>\ud800</a>', undefined],
    ['<a><!-- </a>', undefined],
    ['<![CDATA[x]]>', undefined],
    ['<!DOCTYPE a><a/>', undefined],
    ['<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', undefined],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', undefined],
    ['<?xml version="1.0" encoding="utf-16"?><a/>', undefined],
    [`${'<a>'.repeat(11)}${'</a>'.repeat(11)}`, undefined],
  ])('%j', (given, want) => expect(parse(given)).toBe(want));

  it.each<readonly [string, boolean]>([
    ['a', true],
    ['_a-1', true],
    ['é', true],
    ['1', false],
    ['a b', false],
    ['a:b', false],
    ['', false],
  ])('%j can be a name: %s', (name, want) => expect(isXmlName(name)).toBe(want));
});

it('what is written can be parsed, whatever is in it (XML 1.0)', () => {
  for (const text of mixtures(
    ['<', '&', '>', '"', "'", ']]>', '\u0000', '\ud800', '\r', '\n', ' ', 'é', 'x'],
    8,
    500,
  )) {
    const written = writeXml({ name: 'a', attributes: [['b', text]], children: [text] });
    const safe = text.replace(/[\0\ud800]/g, '\ufffd');
    expect(parse(written)).toBe(`a b=${safe}[${safe}]`);
  }
});

describe('whatever comes (XML 1.0)', () => {
  it('is parsed or refused', () => {
    const pieces = [
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&',
      'x',
      '<',
      '"',
      ' ',
    ];
    const results = [...mixtures(pieces, 10, 5000)].map((text) => parse(`<a>${text}</a>`));
    expect(results.some((root) => root === undefined)).toBe(true);
    expect(results.some((root) => root !== undefined)).toBe(true);
  });

  it.each<readonly [string, (size: number) => string]>([
    ['elements', (size) => `<a>${'<b/>'.repeat(size)}</a>`],
    ['attributes', (size) => `<a ${Array.from({ length: size }, (_, index) => `b${index}="1"`).join(' ')}/>`],
    ['namespaces', (size) => `<a>${'<b xmlns:p="u" p:c="1"/>'.repeat(size)}</a>`],
    ['blanks in a tag', (size) => `<a${' '.repeat(10 * size)}`],
    ['text', (size) => `<a>${'x&amp;'.repeat(size)}</a>`],
    ['comments', (size) => `<a>${'<!---->'.repeat(size)}</a>`],
    ['comments without an end', (size) => `<a>${'<!--'.repeat(size)}</a>`],
    ['a name', (size) => `<${'a'.repeat(10 * size)}`],
    ['a reference', (size) => `<a>${'&#1'.repeat(size)}</a>`],
    ['an instruction', (size) => `<?xml ${'encoding = '.repeat(size)}?><a/>`],
  ])('comes to an end: %s', (_, make) => expect(() => parse(make(large))).not.toThrow());
});
