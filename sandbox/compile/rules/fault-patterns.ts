import type { Fault } from '../../exchange.ts';
import type { FaultPattern } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node } from '../../read/tree.ts';
import { isArray, property, text } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import { matchesPattern } from '../../triggers/rule.ts';
import { reportedKeywords } from '../schemas/keywords.ts';
import { existingNames, type ReportAt, type RuleSubject, resolvePlace } from './places.ts';

/** The keywords of faults: those of schemas, and those of faults in the syntax and the headers of a request. */
const faultKeywords: readonly string[] = [...reportedKeywords, 'syntax', 'mediaType', 'charset', 'accept'];

/** Compiles the entries of a rule's `faults`, and reports those that no request can have. */
export function compileFaults(
  node: Node | undefined,
  subject: RuleSubject,
  reportAt: ReportAt,
  report: (problem: Problem) => void,
): readonly FaultPattern[] {
  if (!node || !isArray(node.value)) return [];
  return node.value.flatMap((_, index): readonly FaultPattern[] => {
    const entry = childOf(node, String(index));
    const pattern = entry && compileFault(entry, subject, reportAt);
    if (!entry || !pattern) return [];
    if (isImpossible(pattern, subject.impossible)) {
      const message =
        "No request has this fault: the document's own examples break the constraint, so nothing is refused for it.";
      report(problemAt(entry.source, entry.pointer, 'scenario-name', message, 'unmatchable'));
    }
    return [pattern];
  });
}

function compileFault(entry: Node, subject: RuleSubject, reportAt: ReportAt): FaultPattern | undefined {
  const at = typeof entry.value === 'string' ? entry.value : text(entry.value, 'at');
  const place = at === undefined ? undefined : resolvePlace(at, entry, subject, reportAt, true);
  if (!place) return undefined;
  const keyword = property(entry.value, 'keyword');
  const keywords = (isArray(keyword) ? keyword : keyword === undefined ? [] : [keyword]).map(String);
  for (const name of keywords) {
    if (!faultKeywords.includes(name))
      reportAt(entry, `No fault has the keyword "${name}"${existingNames(faultKeywords, name)}`);
  }
  switch (place.in) {
    case 'body':
      return { in: 'body', name: '', tokens: tokensOf(place.pointer), keywords };
    case 'queryString':
      reportAt(entry, 'A fault is at one parameter: write query.NAME.');
      return undefined;
    case 'header':
      reportUnknownHeader(entry, place.name, subject, reportAt);
      break;
    default:
  }
  return { in: place.in, name: place.name.toLowerCase(), tokens: [], keywords };
}

/** Reports a header that is never validated: only documented parameters, `Content-Type` and `Accept` are. */
function reportUnknownHeader(entry: Node, header: string, { parameters }: RuleSubject, reportAt: ReportAt): void {
  const documented = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  const known = [...documented, 'Content-Type', 'Accept'];
  if (known.some((name) => name.toLowerCase() === header.toLowerCase())) return;
  reportAt(entry, `There is no header parameter "${header}"${existingNames(known, header)}`);
}

/** Whether the entry matches only faults of constraints that were set aside. */
function isImpossible(pattern: FaultPattern, impossible: readonly Fault[]): boolean {
  const { keywords } = pattern;
  return (
    keywords.length > 0 &&
    keywords.every((keyword) => impossible.some((fault) => matchesPattern({ ...pattern, keywords: [keyword] }, fault)))
  );
}
