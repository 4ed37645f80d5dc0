import { isMap, isScalar, type Pair, type parseDocument, visit, type YAMLError } from 'yaml';

/** A syntax error in words: where the mistake is, and how to mend it. */
export interface Explanation {
  readonly offset: number;
  readonly message: string;
}

interface Faulty {
  readonly error: YAMLError;
  readonly text: string;
  readonly document: ReturnType<typeof parseDocument>;
  /** Where the parser stopped. */
  readonly offset: number;
  /** The line of the offset; its text before the offset, and from there on. */
  readonly line: Line;
  readonly before: string;
  readonly after: string;
}

interface Line {
  /** Counts from 1. */
  readonly number: number;
  readonly start: number;
  readonly text: string;
}

/** Explains the first syntax error of a YAML text; the words of the parser are kept for errors of which no more is known. */
export function explainYamlError(
  error: YAMLError,
  text: string,
  document: ReturnType<typeof parseDocument>,
): Explanation {
  const [offset] = error.pos;
  const line = lineAt(text, offset);
  const before = text.slice(line.start, offset);
  const faulty = { error, text, document, offset, line, before, after: line.text.slice(before.length) };
  for (const explain of [mergeMark, ...(explanations[error.code] ?? [])]) {
    const explained = explain(faulty);
    if (explained !== undefined) {
      const place = typeof explained === 'string' ? { offset, message: explained } : explained;
      return { ...place, message: `This is not YAML: ${place.message}` };
    }
  }
  const [words = ''] = error.message.split(/ at line \d+/);
  return { offset, message: `This is not YAML: ${words}` };
}

/** Returns an explanation, at another offset if need be; undefined if the error is of another nature. */
type Explain = (faulty: Faulty) => Explanation | string | undefined;

const explanations: Readonly<Record<string, readonly Explain[]>> = {
  BLOCK_AS_IMPLICIT_KEY: [colonInText, deeperThanText, itemAmongKeys],
  MULTILINE_IMPLICIT_KEY: [missingColon, deeperThanText],
  TAB_AS_INDENT: [() => 'tabs are not allowed as indentation; write spaces.'],
  BAD_INDENT: [unclosedBracket, dashWithoutSpace, unevenIndent],
  MISSING_CHAR: [unclosedQuote, blockNotIndented],
  UNEXPECTED_TOKEN: [textAfterMark, apostrophe, textAfterQuote, textAfterBracket],
  BAD_SCALAR_START: [reservedStart],
  DUPLICATE_KEY: [repeatedKey],
  BAD_DQ_ESCAPE: [unknownEscape],
  MULTIPLE_DOCS: [
    () => 'a second document begins here, after the ---; remove that line, or make a file of its own of what follows.',
  ],
};

/** A key with a plain text after it, that has a colon with a blank, or at its end. */
function colonInText({ line }: Faulty): string | undefined {
  const [, key = '', written = ''] = /^\s*(?:- +)*([^\s:'"[{][^:'"]*): +([^\s'"[{|>&*!].*)$/.exec(line.text) ?? [];
  if (!/:(?: |$)/.test(written)) return undefined;
  return `a text with a colon and a blank in it must be in quotes; write ${key}: ${quoted(written)}.`;
}

function deeperThanText({ text, line, offset, before }: Faulty): Explanation | undefined {
  const next = nextLine(text, line);
  const key = /^\s*(?:- +)*(.+?): +$/.exec(before)?.[1];
  if (!next || key === undefined || indentOf(next) <= indentOf(line)) return undefined;
  const message = `line ${next.number} is indented further than line ${line.number}, though ${key} has a value there already; indent both alike.`;
  return { offset, message };
}

function itemAmongKeys({ error, text, offset }: Faulty): Explanation | undefined {
  if (!error.message.startsWith('A block sequence')) return undefined;
  const item = lineAt(text, offset + text.slice(offset).search(/\S/));
  const message =
    'an item of a list (-) stands among the keys of an object; write the key of the list before it, or remove the dash.';
  return { offset: item.start + indentOf(item), message };
}

function missingColon({ line }: Faulty): string | undefined {
  const written = line.text.trim().replace(/^(?:- +)+/, '');
  const [, name = '', value = ''] = /^([\w$/.{}-]+)(?:\s*:(?=\S)|\s+)?(.*)$/.exec(written) ?? [];
  if (name === '' || /:( |$)/.test(written)) return undefined;
  const blank = /^[\w$-]+:\S/.test(written) ? 'a blank after the colon' : 'a colon after the key';
  return `${blank} is missing; write ${name}:${value === '' ? '' : ` ${value}`}`;
}

function unclosedBracket({ error, text, offset }: Faulty): Explanation | undefined {
  const closing = /end with a ([\]}])$/.exec(error.message.split(/ at line \d+/)[0] ?? '')?.[1];
  if (closing === undefined) return undefined;
  const opening = closing === ']' ? '[' : '{';
  const start = text.lastIndexOf(opening, offset);
  const message = `the ${opening} here is not closed; write a ${closing} where the ${closing === ']' ? 'list' : 'object'} ends.`;
  return { offset: Math.max(start, 0), message };
}

function dashWithoutSpace({ line }: Faulty): Explanation | undefined {
  const [, indent, rest] = /^(\s*)-([^\s-].*)$/.exec(line.text) ?? [];
  if (indent === undefined) return undefined;
  return { offset: line.start + indent.length, message: `a blank is missing after the dash; write - ${rest}` };
}

function unevenIndent({ line }: Faulty): Explanation {
  const message = `the keys of one object must begin in the same column, and none above begins in column ${indentOf(line) + 1}; indent this line as its neighbours are.`;
  return { offset: line.start + indentOf(line), message };
}

/** Finds where the quotes were opened: the parser stops where the text ends that has to be in them. */
function unclosedQuote({ error, document, offset }: Faulty): Explanation | undefined {
  const quote = /^Missing closing (['"])/.exec(error.message)?.[1];
  if (quote === undefined) return undefined;
  let start = offset;
  visit(document, {
    Scalar: (_, { type, range }) => {
      const isQuoted = type === (quote === '"' ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE');
      if (isQuoted && range && range[0] < offset && range[1] >= offset - 1) start = range[0];
    },
  });
  return {
    offset: start,
    message: `the quotation mark ${quote} here is not closed; write another where the text ends.`,
  };
}

function blockNotIndented({ text, line }: Faulty): string | undefined {
  const above =
    text
      .slice(0, Math.max(line.start - 1, 0))
      .split('\n')
      .at(-1) ?? '';
  const mark = /: +([|>][-+\d]*) *$/.exec(above)?.[1];
  return mark && `the text after ${mark} must be indented further than its key; write blanks before it.`;
}

/** `description: > A text`. */
function textAfterMark({ before, after }: Faulty): string | undefined {
  const mark = /: +([|>][-+\d]*) +$/.exec(before)?.[1];
  return mark && `after ${mark} a text begins in the next line; write it there, or without ${mark}: ${quoted(after)}.`;
}

function apostrophe({ before, after }: Faulty): string | undefined {
  const start = /(?:^|: +|- +)'([^']*)'$/.exec(before)?.[1];
  if (start === undefined || !/^\S.*'\s*$/.test(after)) return undefined;
  const inside = `${start}'${after.trim().slice(0, -1)}`;
  return `an apostrophe ends the text; write it twice, ${quoted(inside)}, or take double quotes.`;
}

function textAfterQuote({ before, after }: Faulty): string | undefined {
  const written = /(?:^|: +|- +)(["'][^"']*["']\s*)$/.exec(before)?.[1];
  return written && `a text goes on after its quotes; put all of it in them: ${quoted(written + after)}.`;
}

function textAfterBracket({ before, after }: Faulty): string | undefined {
  const written = /: +([[{].*[\]}]\s*)$/.exec(before)?.[1];
  return written && `a text that begins with ${written[0]} must be in quotes; write ${quoted(written + after)}.`;
}

function reservedStart({ after }: Faulty): string | undefined {
  return `a text that begins with ${after[0]} must be in quotes; write ${quoted(after)}.`;
}

function repeatedKey({ document, text, offset, line }: Faulty): string | undefined {
  let first: Line | undefined;
  let key = '';
  visit(document, {
    Map: (_, { items }) => {
      const repeated = items.find((pair) => startOf(pair) === offset);
      if (!repeated) return undefined;
      key = nameOf(repeated);
      const start = startOf(items.find((pair) => nameOf(pair) === key) ?? repeated);
      if (start !== undefined) first = lineAt(text, start);
      return visit.BREAK;
    },
  });
  if (!first) return undefined;
  const place = first.number === line.number ? 'in this line' : `in line ${first.number}`;
  return `the keys of an object must be unique, and ${key} is there already, ${place}; remove one of them, or rename it.`;
}

function startOf({ key }: Pair): number | undefined {
  return isScalar(key) || isMap(key) ? key.range?.[0] : undefined;
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : '';
}

function unknownEscape({ after }: Faulty): string | undefined {
  const sequence = /^\\./.exec(after)?.[0];
  return sequence && `double quotes have no escape ${sequence}; take single quotes, or write \\${sequence}.`;
}

function mergeMark({ line }: Faulty): string | undefined {
  const mark = /^(<{7}|={7}|>{7})/.exec(line.text)?.[0];
  return mark && `${mark} is a mark of a merge conflict in git; keep one of the two versions, and remove the marks.`;
}

/** Returns a text in single quotes, without the quotes and the comment that it has. */
function quoted(written: string): string {
  const plain = written.trim().replace(/^(["'])(.*?)\1/, '$2');
  return `'${plain.replaceAll("'", "''")}'`;
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return {
    number: text.slice(0, start).split('\n').length,
    start,
    text: text.slice(start, end === -1 ? undefined : end).trimEnd(),
  };
}

/** Returns the next line that is not empty; undefined if there is none. */
function nextLine(text: string, { start }: Line): Line | undefined {
  const end = text.indexOf('\n', start);
  const blank = end === -1 ? -1 : text.slice(end).search(/\S/);
  return blank === -1 ? undefined : lineAt(text, end + blank);
}

function indentOf({ text }: Line): number {
  return text.search(/\S|$/);
}
