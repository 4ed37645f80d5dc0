/**
 * How much a problem keeps from working: `fatal`, the sandbox does not start; `error`, a part of the document is not served;
 * `warning`, everything is served although the document is wrong; `note`, the document is right but could say more.
 */
export type Severity = 'fatal' | 'error' | 'warning' | 'note';

/** Conditions under which a problem has another severity than its code has by default, in words that follow "if". */
export const conditions = {
  omitted: 'the part of the document that it concerns is left out',
  referenced: 'the file is one that a document refers to',
  betweenDocuments: 'the operations are of two documents',
  unambiguous: 'only one response can be meant',
  unmatchable: 'the name is known but no request can match it',
  unproven: 'some request may match that was not tried',
  inCheck: 'reported by `check`',
} as const;

export type Condition = keyof typeof conditions;

/** Severities by condition. */
type Exceptions = Readonly<Partial<Record<Condition, Severity>>>;

/** What all problems with one code have in common. */
export interface ProblemKind {
  readonly severity: Severity;
  /** Severities that replace the default one if a condition holds. */
  readonly except?: Exceptions;
  readonly meaning: string;
  /** What the author of the document can do about it. */
  readonly todo: string;
}

/** Every kind of problem by its code: the only place that says how severe one is. */
export const problemCatalogue = {
  'file-unreadable': {
    severity: 'fatal',
    meaning: 'A file or folder cannot be read.',
    todo: 'Correct the path.',
  },
  syntax: {
    severity: 'fatal',
    except: { referenced: 'error' },
    meaning: 'A file is neither YAML nor JSON.',
    todo: 'Mend the text at the place: a bracket, an indent, a key that is there twice.',
  },
  'key-duplicate': {
    severity: 'warning',
    meaning: 'An object in a JSON file has the same key twice, and the first is ignored. (YAML cannot be read then.)',
    todo: 'Remove one of them, or give it the name that it should have.',
  },
  'yaml-value': {
    severity: 'warning',
    meaning:
      'YAML has a value here that JSON has not: a tag such as `!!binary`, `.inf`, `.nan`. It is read as something else.',
    todo: 'Write what is meant as JSON has it: a text in quotes, a list, a number.',
  },
  'yaml-neighbours': {
    severity: 'note',
    meaning: 'Other readers of YAML, which follow its version 1.1, read a scalar as something else, or stop at it.',
    todo: 'Put texts in quotes, and write numbers as JSON does.',
  },
  'xml-name': {
    severity: 'warning',
    meaning:
      'A property of an XML body, or an `xml.name` or `xml.prefix`, is no name in XML; another is written in its place.',
    todo: 'Give it a name by `xml.name`: letters, digits, `_`, `-` and `.`, of which the first is a letter or `_`.',
  },
  version: {
    severity: 'fatal',
    meaning: 'The document does not say which OpenAPI it is, or one that is not read.',
    todo: 'Begin it with `openapi: 3.1.0`.',
  },
  'reference-missing': {
    severity: 'error',
    meaning: 'A `$ref` leads to nothing.',
    todo: 'Correct the path or the pointer, or write what is missing.',
  },
  'reference-outside': {
    severity: 'error',
    meaning:
      'A `$ref` or `externalValue` leads to a file outside of the working folder, the document’s folder and its repository.',
    todo: 'Put the file into the project; or have it read by `--allow-outside`, if you trust the document.',
  },
  'reference-remote': {
    severity: 'warning',
    meaning: 'A `$ref` leads to another host, where the sandbox never goes.',
    todo: 'Put a copy beside the document, and refer to that.',
  },
  'reference-circular': {
    severity: 'error',
    meaning: 'A `$ref` leads back to itself.',
    todo: 'Refer to a place that has the value.',
  },
  'reference-excessive': {
    severity: 'error',
    meaning: 'The references in an example lead to more than anybody can use.',
    todo: 'Write the example out, without references that lead to others again and again.',
  },
  'reference-siblings': {
    severity: 'warning',
    meaning: 'What stands beside a `$ref` is ignored.',
    todo: 'Put a reference to a schema into `allOf`; else write it where the reference leads to.',
  },
  'reference-form': {
    severity: 'note',
    meaning: 'A relative `$ref` begins without `./`, and could be taken for a name.',
    todo: 'Write `./` before it.',
  },
  structure: {
    severity: 'warning',
    except: { omitted: 'error' },
    meaning: 'A field holds what OpenAPI does not allow there, or an object stands in the place of another.',
    todo: 'Write what the message asks for.',
  },
  'field-unknown': {
    severity: 'warning',
    meaning: 'An object has a field that OpenAPI does not know.',
    todo: 'Correct the spelling, move it where it belongs, or begin its name with `x-`.',
  },
  'field-missing': {
    severity: 'warning',
    meaning: 'An object lacks a field that it must have.',
    todo: 'Write the field.',
  },
  'component-name': {
    severity: 'warning',
    meaning: 'The name of a component has characters that OpenAPI does not allow.',
    todo: 'Name it with letters, digits, dots, hyphens and underscores only, and refer to it so.',
  },
  'operation-duplicate': {
    severity: 'warning',
    meaning: 'Two operations have one operationId.',
    todo: 'Rename one; the sandbox knows it by method and path until then.',
  },
  'path-conflict': {
    severity: 'error',
    except: { betweenDocuments: 'fatal' },
    meaning: 'Two operations have the same method and path, but for the names of placeholders.',
    todo: 'Remove one, or change its path or its servers.',
  },
  'path-ambiguous': {
    severity: 'warning',
    meaning: 'A request can be meant for two paths, and neither is the more concrete one.',
    todo: 'Change one of the paths, or narrow what their parameters take (`enum`, `pattern`, `type`) until no value fits both.',
  },
  'path-parameter': {
    severity: 'warning',
    meaning: 'A placeholder in a path has no parameter, is there twice, or lacks a brace.',
    todo: 'Write it as `{name}`, each with a name of its own, and describe it under `parameters`, with `in: path` and `required: true`.',
  },
  'parameter-duplicate': {
    severity: 'warning',
    meaning: 'A parameter is twice in one list.',
    todo: 'Remove one of them.',
  },
  'parameter-style': {
    severity: 'warning',
    meaning: 'A parameter has a style that its place does not have.',
    todo: 'Write one of those that the message lists, or move the parameter.',
  },
  'header-ignored': {
    severity: 'warning',
    meaning: 'OpenAPI ignores this header, or a server sends its own.',
    todo: 'Use `security` and `content` for what the message names; remove the header.',
  },
  'media-type-odd': {
    severity: 'warning',
    meaning: 'A key of `content` is no media type.',
    todo: 'Write it like `application/json`.',
  },
  'content-ignored': {
    severity: 'warning',
    meaning: 'A body is described for an answer that never has one: 204, 205 or 304.',
    todo: 'Remove `content`, or give the answer another status.',
  },
  'media-type-unchecked': {
    severity: 'warning',
    except: { inCheck: 'note' },
    meaning: 'The sandbox takes bodies of this type without checking them.',
    todo: 'Nothing: the document is right.',
  },
  'security-unknown': {
    severity: 'warning',
    meaning: 'A security requirement names a scheme or scope that is not there.',
    todo: 'Correct the name, or describe the scheme under `components.securitySchemes`.',
  },
  'server-variable': {
    severity: 'warning',
    meaning: 'A variable of a server is not described, not used, or has an impossible default.',
    todo: 'Make the address and its `variables` agree.',
  },
  'tag-duplicate': {
    severity: 'warning',
    meaning: 'A tag is declared twice.',
    todo: 'Remove one of the two.',
  },
  'tag-undeclared': {
    severity: 'note',
    meaning: 'An operation has a tag that is not among the declared ones.',
    todo: 'Declare it under `tags`, or correct its spelling.',
  },
  'schema-keyword': {
    severity: 'warning',
    meaning:
      'A keyword of a schema has a value that it cannot have in this version of OpenAPI, or names a property that is not there.',
    todo: 'Correct the value.',
  },
  'schema-pattern': {
    severity: 'warning',
    meaning:
      'A pattern is no regular expression of ECMA-262, and is left out; or it stands between slashes, and is read without.',
    todo: 'Rewrite it: no slashes around it, no POSIX classes, no flags such as `(?i)`, no escapes of other languages.',
  },
  'pattern-slow': {
    severity: 'warning',
    meaning: 'A pattern can take exponential or quadratic time for a text that almost matches.',
    todo: 'Rewrite it so that there is only one way to match a text: `(a+)+` is `a+`, `\\d+\\d+` is `\\d{2,}`; or limit the text by `maxLength`.',
  },
  'schema-format': {
    severity: 'warning',
    meaning: 'A format that neither JSON Schema nor OpenAPI’s registry has: most tools ignore it.',
    todo: 'Correct the name; use `pattern` for a regular expression.',
  },
  'schema-unusable': {
    severity: 'warning',
    except: { omitted: 'error' },
    meaning: 'A schema cannot be used, so nothing is checked against it.',
    todo: 'Correct what the message names.',
  },
  'schema-impossible': {
    severity: 'warning',
    meaning: 'Keywords of a schema contradict each other: no value satisfies both.',
    todo: 'Correct the one that is wrong.',
  },
  'example-invalid': {
    severity: 'warning',
    meaning: 'An example or a default breaks its own schema.',
    todo: 'Correct whichever of the two is wrong; name an example that is meant to be wrong so: `invalid-…`.',
  },
  'sample-invalid': {
    severity: 'warning',
    meaning: 'What the sandbox makes from a schema breaks it: no value was found that obeys the keyword here.',
    todo: 'Correct the keyword if nothing can obey it, or write an example: it is used instead.',
  },
  'constraint-set-aside': {
    severity: 'warning',
    meaning: 'No example satisfies this constraint, so the sandbox does not ask for it.',
    todo: 'Correct the constraint, or the examples.',
  },
  'constraint-in-prose': {
    severity: 'note',
    meaning: 'A description states a limit that the schema does not have, or calls optional what is required.',
    todo: 'Make the two agree: what only prose says is never checked.',
  },
  'example-missing': {
    severity: 'note',
    meaning: 'Answers without an example: the sandbox makes a body from the schema.',
    todo: 'Write an example, or several with names.',
  },
  'example-text': {
    severity: 'note',
    meaning:
      'The example of a JSON body is a text with JSON in it, of a schema that takes no text: it is read as what it says.',
    todo: 'Write it as data, without quotation marks, so that every tool reads it.',
  },
  'example-reference': {
    severity: 'warning',
    meaning: 'The value of an example is a reference, which OpenAPI knows only in the place of the whole example.',
    todo: 'Put the `$ref` in the place of the example, or use `externalValue`.',
  },
  'example-twice': {
    severity: 'warning',
    meaning: 'Two examples cannot be told apart: their values are equal, or both errors are about the same fault.',
    todo: 'Remove one, or let each say what only it is about.',
  },
  'example-unpaired': {
    severity: 'warning',
    meaning: 'A request example belongs to no documented answer, though others do.',
    todo: 'Give it the name of the response example that answers it.',
  },
  'example-name': {
    severity: 'warning',
    except: { unambiguous: 'note' },
    meaning: 'A request example has another name than the answer that it seems to get.',
    todo: 'Give both the same name.',
  },
  'error-unreached': {
    severity: 'warning',
    meaning: 'No faulty request gets this documented error: the document does not constrain what it is about.',
    todo: 'Add the constraint that the error speaks of, or a rule in a scenario file.',
  },
  'error-vague': {
    severity: 'note',
    meaning: 'A documented error does not say what is wrong with a request.',
    todo: 'Let it name the place and the fault, or add a rule in a scenario file.',
  },
  'scenario-file': {
    severity: 'fatal',
    meaning: 'A scenario file has another form than it should.',
    todo: 'See scenarios/README.md.',
  },
  'scenario-name': {
    severity: 'fatal',
    except: { unmatchable: 'warning' },
    meaning: 'A scenario file names what the document does not have.',
    todo: 'Use one of the names that the message lists.',
  },
  'rule-unmatched': {
    severity: 'warning',
    except: { unproven: 'note' },
    meaning: 'No request was found to which a rule of a scenario file applies.',
    todo: 'Correct the condition or the fault; or move the rule before the one that the message names.',
  },
  'internal-error': {
    severity: 'error',
    meaning: 'The sandbox itself failed at an operation, or at a check. What needs it is left out; all else is served.',
    todo: 'Report it, with the document: nothing in a document should make the sandbox fail.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

/** One kind of defect in a document or a scenario file; the message of a problem gives the details. */
export type ProblemCode = keyof typeof problemCatalogue;

/** The conditions that the catalogue knows for a code. */
export type ConditionOf<Code extends ProblemCode> = Condition &
  ((typeof problemCatalogue)[Code] extends { readonly except: infer Except extends Exceptions } ? keyof Except : never);

/** Returns the severity of problems with a code, by default or if a condition holds. */
export function severityOf<Code extends ProblemCode>(code: Code, condition?: ConditionOf<Code>): Severity {
  const { severity, except }: ProblemKind = problemCatalogue[code];
  return (condition && except?.[condition]) ?? severity;
}

/**
 * Severities of problems in scenario files, whatever their code: a rule that is understood only in part could answer requests
 * that it is not meant for. `check` leaves the whole file out and goes on with the document.
 */
export const scenarioFileSeverity = { served: 'fatal', checked: 'error' } as const;
