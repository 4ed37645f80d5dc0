/** Explains a syntax error of a JSON text (RFC 8259); undefined if no more is known than the engine says. */
export function explainJsonError(text: string, offset: number): string | undefined {
  const [before, after] = [text.slice(0, offset).trimEnd(), text.slice(offset)];
  return explanations.find(({ applies }) => applies(before, after))?.message(before, after);
}

interface Explanation {
  readonly applies: (before: string, after: string) => boolean;
  readonly message: (before: string, after: string) => string;
}

const constants: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  undefined: 'null',
  NaN: 'null',
};
const constant = new RegExp(`^(${Object.keys(constants).join('|')})\\b`);

/** The first that applies explains the error. */
const explanations: readonly Explanation[] = [
  {
    applies: (_, after) => /^(\/[/*]|#)/.test(after),
    message: () => 'it has a comment. Take comments out, or make the file YAML, where they begin with #.',
  },
  {
    applies: (before, after) => before === '' && after.trim() === '',
    message: () => 'the file is empty.',
  },
  {
    applies: (before, after) => before === '' && /^</.test(after),
    message: () => 'it is a web page, or XML. Save the document that the page shows, not the page.',
  },
  {
    applies: (before, after) => before === '' && /^[\w$-]+:(\s|$)/.test(after),
    message: () => 'it looks like YAML. Give the file the ending .yaml.',
  },
  {
    applies: (before, after) => before.endsWith(',') && /^[}\]]/.test(after),
    message: (_, after) => `nothing but this ${after[0]} follows the last comma. Remove the comma.`,
  },
  {
    applies: (before, after) => after.trim() === '' && before !== '',
    message: (before) =>
      openIn(before) === '['
        ? 'the text ends before a list does. Write the ] that is missing.'
        : 'the text ends before an object does. Write the } that is missing.',
  },
  {
    applies: (before, after) => /["}\]\w]$/.test(before) && /^["{[]/.test(after),
    message: () => 'a comma is missing before this.',
  },
  {
    applies: (_, after) => after.startsWith("'"),
    message: () => 'texts and keys are written in double quotes: "…".',
  },
  {
    applies: (before, after) => /[{,]$/.test(before) && /^[\w$-]+\s*:/.test(after),
    message: (_, after) => `keys are written in double quotes: "${/^[\w$-]+/.exec(after)?.[0]}".`,
  },
  {
    applies: (_, after) => constant.test(after),
    message: (_, after) => {
      const [word = ''] = constant.exec(after) ?? [];
      return `write ${constants[word]} for ${word}.`;
    },
  },
];

/** Returns the last bracket outside of texts that is not closed. */
function openIn(text: string): string | undefined {
  const open: string[] = [];
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') open.push(token);
    else if (token === ']' || token === '}') open.pop();
  }
  return open.at(-1);
}
