import type { ProblemCode, Severity } from '../problem.ts';

/** A kind of problem, for whoever has to mend it. */
export interface ProblemKind {
  /** As it is told by `check`; of two, which one depends on what is lost. */
  readonly severities: readonly Severity[];
  readonly means: string;
  readonly todo: string;
}

const kind = (severities: Severity | readonly Severity[], means: string, todo: string): ProblemKind => ({
  severities: typeof severities === 'string' ? [severities] : severities,
  means,
  todo,
});

/** Every kind of problem. A code without a row does not compile. */
export const problemCatalogue: Readonly<Record<ProblemCode, ProblemKind>> = {
  'file-unreadable': kind('fatal', 'A file or folder cannot be read.', 'Correct the path.'),
  syntax: kind(
    ['fatal', 'error'],
    'A file is neither YAML nor JSON.',
    'Mend the text at the place: a bracket, an indent, a key that is there twice.',
  ),
  'key-duplicate': kind(
    'warning',
    'An object in a JSON file has the same key twice, and the first is ignored. (YAML cannot be read then.)',
    'Remove one of them, or give it the name that it should have.',
  ),
  'yaml-value': kind(
    'warning',
    'YAML has a value here that JSON has not: a tag such as `!!binary`, `.inf`, `.nan`. It is read as something else.',
    'Write what is meant as JSON has it: a text in quotes, a list, a number.',
  ),
  'yaml-neighbours': kind(
    'note',
    'Other readers of YAML, which follow its version 1.1, read a scalar as something else, or stop at it.',
    'Put texts in quotes, and write numbers as JSON does.',
  ),
  'xml-name': kind(
    'warning',
    'A property of an XML body, or an `xml.name` or `xml.prefix`, is no name in XML; another is written in its place.',
    'Give it a name by `xml.name`: letters, digits, `_`, `-` and `.`, of which the first is a letter or `_`.',
  ),
  version: kind(
    'fatal',
    'The document does not say which OpenAPI it is, or one that is not read.',
    'Begin it with `openapi: 3.1.0`.',
  ),
  'reference-missing': kind(
    'error',
    'A `$ref` leads to nothing.',
    'Correct the path or the pointer, or write what is missing.',
  ),
  'reference-outside': kind(
    'error',
    'A `$ref` or `externalValue` leads to a file outside of the working folder, the document’s folder and its repository.',
    'Put the file into the project; or have it read by `--allow-outside`, if you trust the document.',
  ),
  'reference-remote': kind(
    'warning',
    'A `$ref` leads to another host, where the sandbox never goes.',
    'Put a copy beside the document, and refer to that.',
  ),
  'reference-circular': kind('error', 'A `$ref` leads back to itself.', 'Refer to a place that has the value.'),
  'reference-excessive': kind(
    'error',
    'The references in an example lead to more than anybody can use.',
    'Write the example out, without references that lead to others again and again.',
  ),
  'reference-siblings': kind(
    'warning',
    'What stands beside a `$ref` is ignored.',
    'Put a reference to a schema into `allOf`; else write it where the reference leads to.',
  ),
  'reference-form': kind(
    'note',
    'A relative `$ref` begins without `./`, and could be taken for a name.',
    'Write `./` before it.',
  ),
  structure: kind(
    ['error', 'warning'],
    'A field holds what OpenAPI does not allow there, or an object stands in the place of another.',
    'Write what the message asks for.',
  ),
  'field-unknown': kind(
    'warning',
    'An object has a field that OpenAPI does not know.',
    'Correct the spelling, move it where it belongs, or begin its name with `x-`.',
  ),
  'field-missing': kind('warning', 'An object lacks a field that it must have.', 'Write the field.'),
  'component-name': kind(
    'warning',
    'The name of a component has characters that OpenAPI does not allow.',
    'Name it with letters, digits, dots, hyphens and underscores only, and refer to it so.',
  ),
  'operation-duplicate': kind(
    'warning',
    'Two operations have one operationId.',
    'Rename one; the sandbox knows it by method and path until then.',
  ),
  'path-conflict': kind(
    ['fatal', 'error'],
    'Two operations have the same method and path, but for the names of placeholders.',
    'Remove one, or change its path or its servers.',
  ),
  'path-ambiguous': kind(
    'warning',
    'A request can be meant for two paths, and neither is the more concrete one.',
    'Change one of the paths, or narrow what their parameters take (`enum`, `pattern`, `type`) until no value fits both.',
  ),
  'path-parameter': kind(
    'warning',
    'A placeholder in a path has no parameter, is there twice, or lacks a brace.',
    'Write it as `{name}`, each with a name of its own, and describe it under `parameters`, with `in: path` and `required: true`.',
  ),
  'parameter-duplicate': kind('warning', 'A parameter is twice in one list.', 'Remove one of them.'),
  'parameter-style': kind(
    'warning',
    'A parameter has a style that its place does not have.',
    'Write one of those that the message lists, or move the parameter.',
  ),
  'header-ignored': kind(
    'warning',
    'OpenAPI ignores this header, or a server sends its own.',
    'Use `security` and `content` for what the message names; remove the header.',
  ),
  'media-type-odd': kind('warning', 'A key of `content` is no media type.', 'Write it like `application/json`.'),
  'content-ignored': kind(
    'warning',
    'A body is described for an answer that never has one: 204, 205 or 304.',
    'Remove `content`, or give the answer another status.',
  ),
  'media-type-unchecked': kind(
    'note',
    'The sandbox takes bodies of this type without checking them.',
    'Nothing: the document is right.',
  ),
  'security-unknown': kind(
    'warning',
    'A security requirement names a scheme or scope that is not there.',
    'Correct the name, or describe the scheme under `components.securitySchemes`.',
  ),
  'server-variable': kind(
    'warning',
    'A variable of a server is not described, not used, or has an impossible default.',
    'Make the address and its `variables` agree.',
  ),
  'tag-duplicate': kind('warning', 'A tag is declared twice.', 'Remove one of the two.'),
  'tag-undeclared': kind(
    'note',
    'An operation has a tag that is not among the declared ones.',
    'Declare it under `tags`, or correct its spelling.',
  ),
  'schema-keyword': kind(
    'warning',
    'A keyword of a schema has a value that it cannot have, and is left out.',
    'Correct the value.',
  ),
  'schema-pattern': kind(
    'warning',
    'A pattern is no regular expression of ECMA-262, and is left out; or it stands between slashes, and is read without.',
    'Rewrite it: no slashes around it, no POSIX classes, no flags such as `(?i)`, no escapes of other languages.',
  ),
  'pattern-slow': kind(
    'warning',
    'A pattern can take exponential or quadratic time for a text that almost matches.',
    'Rewrite it so that there is only one way to match a text: `(a+)+` is `a+`, `\\d+\\d+` is `\\d{2,}`; or limit the text by `maxLength`.',
  ),
  'schema-format': kind(
    'warning',
    'A format that neither JSON Schema nor OpenAPI’s registry has: most tools ignore it.',
    'Correct the name; use `pattern` for a regular expression.',
  ),
  'schema-unusable': kind(
    ['error', 'warning'],
    'A schema cannot be used, so nothing is checked against it.',
    'Correct what the message names.',
  ),
  'schema-impossible': kind(
    'warning',
    'Keywords of a schema contradict each other: no value satisfies both.',
    'Correct the one that is wrong.',
  ),
  'example-invalid': kind(
    'warning',
    'An example or a default breaks its own schema.',
    'Correct whichever of the two is wrong; name an example that is meant to be wrong so: `invalid-…`.',
  ),
  'sample-invalid': kind(
    'warning',
    'What the sandbox makes from a schema breaks it: no value was found that obeys the keyword here.',
    'Correct the keyword if nothing can obey it, or write an example: it is used instead.',
  ),
  'constraint-set-aside': kind(
    'warning',
    'No example satisfies this constraint, so the sandbox does not ask for it.',
    'Correct the constraint, or the examples.',
  ),
  'constraint-in-prose': kind(
    'note',
    'A description states a limit that the schema does not have, or calls optional what is required.',
    'Make the two agree: what only prose says is never checked.',
  ),
  'example-missing': kind(
    'note',
    'Answers without an example: the sandbox makes a body from the schema.',
    'Write an example, or several with names.',
  ),
  'example-text': kind(
    'note',
    'The example of a JSON body is a text with JSON in it, of a schema that takes no text: it is read as what it says.',
    'Write it as data, without quotation marks, so that every tool reads it.',
  ),
  'example-reference': kind(
    'warning',
    'The value of an example is a reference, which OpenAPI knows only in the place of the whole example.',
    'Put the `$ref` in the place of the example, or use `externalValue`.',
  ),
  'example-twice': kind(
    'warning',
    'Two examples cannot be told apart: their values are equal, or both errors are about the same fault.',
    'Remove one, or let each say what only it is about.',
  ),
  'example-unpaired': kind(
    'warning',
    'A request example belongs to no documented answer, though others do.',
    'Give it the name of the response example that answers it.',
  ),
  'example-name': kind(
    ['warning', 'note'],
    'A request example has another name than the answer that it seems to get.',
    'Give both the same name.',
  ),
  'error-unreached': kind(
    'warning',
    'No faulty request gets this documented error: the document does not constrain what it is about.',
    'Add the constraint that the error speaks of, or a rule in a scenario file.',
  ),
  'error-vague': kind(
    'note',
    'A documented error does not say what is wrong with a request.',
    'Let it name the place and the fault, or add a rule in a scenario file.',
  ),
  'scenario-file': kind('error', 'A scenario file has another form than it should.', 'See scenarios/README.md.'),
  'scenario-name': kind(
    'error',
    'A scenario file names what the document does not have.',
    'Use one of the names that the message lists.',
  ),
  'internal-error': kind(
    'error',
    'The sandbox itself failed at an operation, or at a check. What needs it is left out; all else is served.',
    'Report it, with the document: nothing in a document should make the sandbox fail.',
  ),
};

/** The table of all kinds, in Markdown. */
export function problemTable(): string {
  const rows = Object.entries(problemCatalogue).map(
    ([code, { severities, means, todo }]) => `| \`${code}\` | ${severities.join(', ')} | ${means} | ${todo} |`,
  );
  return ['| code | severity | what it means | what to do |', '|---|---|---|---|', ...rows].join('\n');
}
