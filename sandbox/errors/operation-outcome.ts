import { distinct, isArray, isObject, type Json, property, text } from '../syntax/json.ts';
import type { ErrorContext, ErrorFormat, Issue, StatedPlace, Statement } from './error-format.ts';
import { locationPhrase } from './fault-sentence.ts';
import { textsOf } from './generic-error.ts';
import { formatLocation } from './location-style.ts';

/** Issue types by status, for statuses without a documented body (FHIR R4, value set IssueType). */
const issueTypes: Readonly<Record<number, string>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  413: 'too-long',
  415: 'not-supported',
  429: 'throttled',
};

function issuesOf(body: Json): readonly Json[] {
  const issues = property(body, 'issue');
  return isArray(issues) ? issues : [];
}

/** The error format of FHIR R4: `OperationOutcome` (hl7.org/fhir/R4/operationoutcome.html). */
export const operationOutcome: ErrorFormat = {
  mediaType: 'application/fhir+json',
  recognises: (body) =>
    text(body, 'resourceType') === 'OperationOutcome' ||
    issuesOf(body).some((issue) => property(issue, 'severity') !== undefined && property(issue, 'code') !== undefined),
  statements: (body) => {
    const issues = issuesOf(body);
    const errors = issues.filter((issue) => !/^(warning|information)$/.test(text(issue, 'severity') ?? ''));
    return (errors.length > 0 ? errors : issues).map(statementOf);
  },
  build: (issues, context) => ({
    resourceType: 'OperationOutcome',
    issue: distinct(issues.map((issue) => outcomeIssue(issue, context))),
  }),
};

function statementOf(issue: Json): Statement {
  const details = property(issue, 'details');
  const codeableCodings = property(details, 'coding');
  const path = (text: string): StatedPlace => ({ as: 'path', text });
  return {
    issue,
    places: [...textsOf(issue, ['expression']), ...textsOf(issue, ['location']).map(fromXPath)].map(path),
    words: [
      ...textsOf(issue, ['diagnostics']),
      ...textsOf(details, ['text']),
      ...(isArray(codeableCodings) ? codeableCodings.flatMap((code) => textsOf(code, ['display', 'code'])) : []),
      ...textsOf(issue, ['code']),
    ],
  };
}

/**
 * Converts an XPath, which `location` may hold, to FHIRPath: `/f:Patient/f:name[1]` → `Patient.name[0]` (FHIR R4,
 * OperationOutcome.issue.location).
 */
function fromXPath(location: string): string {
  if (!location.startsWith('/')) return location;
  const steps = location.split('/').map((step) => step.replace(/^\w+:/, ''));
  return steps
    .filter((step) => step !== '')
    .join('.')
    .replace(/\[(\d+)\]/g, (_, position) => `[${Number(position) - 1}]`);
}

function outcomeIssue({ fault, detail, wording }: Issue, { status, template, locationStyle }: ErrorContext): Json {
  const hasDocumentedStyle = fault?.in === 'body' && locationStyle && fault.pointer !== '';
  const path = hasDocumentedStyle ? formatLocation(fault.pointer, locationStyle) : fault && locationPhrase(fault);
  const expression = path ? { expression: [path] } : {};
  if (wording && isObject(wording.statement)) {
    if (wording.isExactMatch) return wording.statement;
    const { location, ...elsewhere } = wording.statement;
    return { ...elsewhere, ...expression };
  }
  const first = template?.status === status ? issuesOf(template.body)[0] : undefined;
  const code = text(first, 'code') ?? issueTypes[status] ?? (status >= 500 ? 'exception' : 'invalid');
  return { severity: text(first, 'severity') ?? 'error', code, diagnostics: detail, ...expression };
}
