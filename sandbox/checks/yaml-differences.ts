/**
 * Scalars that other YAML parsers, which mostly follow version 1.1, do not read as YAML 1.2 requires (YAML 1.2.2, 10.3.2). The
 * table was made by running each parser on the samples; `test/checks/yaml-neighbours.test.ts` repeats that with the parsers that
 * are installed.
 */

/** The parsers of Python, Ruby and Go. */
export const parsers = [
  { name: 'PyYAML', version: '6.0.3' },
  { name: 'Psych', version: '4.0.3' },
  { name: 'go-yaml', version: '3.0.1' },
] as const;

export type Parser = (typeof parsers)[number]['name'];

export interface Difference {
  /** A noun phrase for these scalars, for messages. */
  readonly kind: string;
  /** Matches a plain scalar, or the content of a double-quoted one if `isQuoted`. */
  readonly pattern: RegExp;
  readonly isQuoted?: true;
  /** Its type in YAML 1.2. */
  readonly is: string;
  /** Its type for each parser that does not read it as YAML 1.2 requires. */
  readonly reads: Readonly<Partial<Record<Parser, string>>>;
  readonly samples: readonly string[];
}

/** The differences; the first whose pattern matches a scalar applies. */
export const differences: readonly Difference[] = [
  {
    kind: 'a word for yes or no',
    pattern: /^(yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/,
    is: 'a text',
    reads: { PyYAML: 'true or false', Psych: 'true or false' },
    samples: ['NO', 'no', 'yes', 'on', 'Off'],
  },
  {
    kind: 'a truth value or null in mixed case',
    pattern:
      /^(?!(?:true|True|TRUE|false|False|FALSE|null|Null|NULL)$)([yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL])$/,
    is: 'a text',
    reads: { Psych: 'true, false or null' },
    samples: ['tRue', 'yEs', 'nULL'],
  },
  {
    kind: 'a whole number that begins with 0',
    pattern: /^[-+]?0+[1-7][0-7]+$/,
    is: 'a decimal number',
    reads: { PyYAML: 'an octal number', Psych: 'an octal number', 'go-yaml': 'an octal number' },
    samples: ['017', '-017', '0777'],
  },
  {
    kind: 'a whole number that begins with 0 and has an 8 or 9',
    pattern: /^[-+]?0\d*[89]\d*$/,
    is: 'a decimal number',
    reads: { PyYAML: 'a text', Psych: 'a text' },
    samples: ['08', '-08', '0019'],
  },
  {
    kind: 'an octal number',
    pattern: /^0o[0-7]+$/,
    is: 'a number',
    reads: { PyYAML: 'a text', Psych: 'a text' },
    samples: ['0o17'],
  },
  {
    kind: 'a number with the prefix 0O, 0B or 0X, or with a sign before 0o',
    pattern: /^([-+]?0O[0-7_]+|[-+]0o[0-7_]+|[-+]?0B[01_]+|[-+]?0X[\da-fA-F_]+)$/,
    is: 'a text',
    reads: { 'go-yaml': 'a number' },
    samples: ['0O17', '-0o17', '0B1', '0X1f'],
  },
  {
    kind: 'a binary number, or a hexadecimal one with a sign',
    pattern: /^([-+]?0b[01_]+|[-+]0x[\da-fA-F_]+)$/,
    is: 'a text',
    reads: { PyYAML: 'a number', Psych: 'a number', 'go-yaml': 'a number' },
    samples: ['0b11', '-0x1F'],
  },
  {
    kind: 'a number with _ between its digits',
    pattern: /^[-+]?(?=.*_)(\d(_?\d)*(\.(\d_?)*)?|0x[\da-fA-F_]+)$/,
    is: 'a text',
    reads: { PyYAML: 'a number', Psych: 'a number', 'go-yaml': 'a number' },
    samples: ['1_000', '1_000.5', '0x1_F'],
  },
  {
    kind: 'numbers with : between them, of which the first does not begin with 0',
    pattern: /^[-+]?[1-9]\d*(:[0-5]?\d){1,2}$/,
    is: 'a text',
    reads: { PyYAML: 'a number to the base of 60', Psych: 'a number of seconds' },
    samples: ['12:30', '1:20', '12:30:45', '-1:30'],
  },
  {
    kind: 'a time that begins with 0',
    pattern: /^[-+]?0\d*(:[0-5]?\d){1,2}$/,
    is: 'a text',
    reads: { Psych: 'a number of seconds' },
    samples: ['08:30', '0:30'],
  },
  {
    kind: 'a date',
    pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    is: 'a text',
    reads: { PyYAML: 'a date', Psych: 'a date', 'go-yaml': 'a time' },
    samples: ['2024-01-01'],
  },
  {
    kind: 'what looks like a date and is none',
    pattern: /^\d{4}-\d\d-\d\d$/,
    is: 'a text',
    reads: { PyYAML: 'an error' },
    samples: ['2024-13-01'],
  },
  {
    kind: 'a date with a time and an offset',
    pattern: /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/,
    is: 'a text',
    reads: { PyYAML: 'a time', Psych: 'a time', 'go-yaml': 'a time' },
    samples: ['2024-01-01T10:00:00Z', '2024-01-01t10:00:00+01:00', '2024-01-01T10:00:00.5Z'],
  },
  {
    kind: 'a date with a time',
    pattern: /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?$/,
    is: 'a text',
    reads: { PyYAML: 'a time', Psych: 'a time' },
    samples: ['2024-01-01T10:00:00'],
  },
  {
    kind: 'a number with an exponent, but without a point and the sign of the exponent',
    pattern: /^[-+]?(\d+[eE][-+]?\d+|\d*\.\d*[eE]\d+|\.\d+[eE][-+]?\d+)$/,
    is: 'a number',
    reads: { PyYAML: 'a text', Psych: 'a text' },
    samples: ['1e3', '1E3', '1.0e3', '1e+3', '1.5e3'],
  },
  {
    kind: 'a number with a sign that begins with a point',
    pattern: /^[-+]\.\d+$/,
    is: 'a number',
    reads: { PyYAML: 'a text' },
    samples: ['-.5', '+.5'],
  },
  {
    kind: 'a number with commas',
    pattern: /^[-+]?\d+(,\d+)+(\.\d+)?$/,
    is: 'a text',
    reads: { Psych: 'a number' },
    samples: ['1,000', '-1,000', '1,000.5'],
  },
  {
    kind: 'a word after a colon',
    pattern: /^:\S+$/,
    is: 'a text',
    reads: { Psych: 'a symbol' },
    samples: [':a'],
  },
  {
    kind: 'a lone =',
    pattern: /^=$/,
    is: 'a text',
    reads: { PyYAML: 'an error' },
    samples: ['='],
  },
  {
    kind: 'the escape \\/',
    pattern: /(?<!\\)(\\\\)*\\\//,
    isQuoted: true,
    is: 'a slash',
    reads: { 'go-yaml': 'an error' },
    samples: ['a\\/b'],
  },
];
