import { describeReason, maxNamedFaults } from '../reachability/describe-reason.ts';
import type { FaultAt, Reason } from '../reachability/reason.ts';
import { equal, isArray, isObject, type Json, property } from '../syntax/json.ts';
import { tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { percentDecode } from '../syntax/percent.ts';
import type { ExplainedEntry, SampleRequest } from './catalogue.ts';
import { code, plain } from './markdown.ts';
import { counted } from './plural.ts';

/** Returns the requests that others are compared with: those that the document shows, or else any that succeed. */
export function ordinaryRequests(entries: readonly ExplainedEntry[]): readonly SampleRequest[] {
  const documented = entries.filter(
    ({ natural, reason }) => natural && (reason?.by === 'ordinary' || reason?.by === 'request-example'),
  );
  if (documented.length > 0) return documented.flatMap(({ requests }) => requests.slice(0, 1));
  return entries.flatMap(({ status, natural, requests }) => (natural && status < 400 ? requests.slice(0, 1) : []));
}

/** Differences beyond this number do not help a reader. */
const maxDifferences = 3;

/**
 * Describes what to send for a scenario, in Markdown: how its first request differs from the most similar ordinary one.
 *
 * @returns an empty string if no request reaches it
 */
export function describeRequest(
  { path, natural, reason, requests: [plainest] }: ExplainedEntry,
  ordinary: readonly SampleRequest[],
): string {
  if (!plainest || !reason) return '';
  const { how, body } = plainest;
  if (reason.by === 'ordinary') return plain(how);
  if (reason.by === 'request-example') return describeReason(reason, code);
  const faults = describeFaults(reason, body);
  if (faults) return faults.join(', ');
  const length = (value: Json) => JSON.stringify(value).length;
  const [nearest] = ordinary
    .filter((one) => one !== plainest)
    .map((one) => ({ phrases: differences(one, plainest, path), growth: Math.abs(length(one.body) - length(body)) }))
    .sort((one, other) => one.phrases.length - other.phrases.length || one.growth - other.growth);
  if (nearest && nearest.phrases.length > 0 && nearest.phrases.length <= maxDifferences)
    return nearest.phrases.join(', ');
  return natural ? plain(how) : code(how);
}

/** Describes what a body holds at the locations of its faults; undefined if some are elsewhere, or not named. */
function describeFaults(reason: Reason, body: Json): readonly string[] | undefined {
  if (body === null || typeof body === 'string' || reason.by !== 'fault') return undefined;
  const { faults } = reason;
  if (faults.length > maxNamedFaults || !faults.every(isShown)) return undefined;
  const words = faults.map(({ pointer, keyword }) => {
    const place = tokensOf(pointer).reduce(
      (path, token) => (/^\d+$/.test(token) ? `${path}[${token}]` : join(path, token)),
      '',
    );
    const value = valueAt(body, pointer);
    if (value === undefined) return absent(place);
    const repeated = keyword === 'contains' ? describeRepetition(value) : undefined;
    return `${code(place)} ${repeated ?? describeValue(value)}`;
  });
  return [...new Set(words)];
}

/** Whether the value at a fault shows what is wrong. A path with a space in it would read as several words. */
function isShown({ in: place, pointer, keyword }: FaultAt): boolean {
  return place === 'body' && pointer !== '' && !/\s/.test(pointer) && keyword !== 'false schema';
}

/** Describes the first property value that several items share: `has 2 items with system = urn:x`. */
function describeRepetition(list: Json): string | undefined {
  if (!isArray(list)) return undefined;
  const counts = new Map<string, number>();
  for (const [name, value] of list.flatMap((item) => (isObject(item) ? Object.entries(item) : []))) {
    if (typeof value !== 'string') continue;
    const phrase = `${name} = ${value}`;
    counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  const [first] = [...counts].filter(([, count]) => count > 1);
  return first && `has ${counted(first[1], 'item')} with ${code(shortened(first[0]))}`;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function differences(from: SampleRequest, to: SampleRequest, template: string): readonly string[] {
  const [before, after] = [new URL(from.url), new URL(to.url)];
  return [
    ...pathDifferences(before.pathname, after.pathname, template),
    ...pairDifferences(queryOf(before), queryOf(after)),
    ...pairDifferences(headersOf(from), headersOf(to)),
    ...bodyDifferences(from, to),
  ];
}

function pathDifferences(from: string, to: string, template: string): readonly string[] {
  const [before, after, names] = [from, to, template].map((path) => path.split('/').reverse());
  return (names ?? []).flatMap((segment, index) => {
    const value = after?.[index] ?? '';
    const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
    return before?.[index] === value ? [] : [code(shortened(name === undefined ? value : `${name}=${value}`))];
  });
}

/** The text of each query parameter or header, by its name. */
type Pairs = ReadonlyMap<string, string>;

function queryOf({ search }: URL): Pairs {
  const byName = new Map<string, string>();
  for (const pair of search.slice(1).split('&')) {
    const [name = ''] = pair.split('=');
    if (pair !== '')
      byName.set(name, byName.has(name) ? `${byName.get(name)}&${decodedPair(pair)}` : decodedPair(pair));
  }
  return byName;
}

/** Decodes a pair of the query, unless the result would be ambiguous. */
function decodedPair(pair: string): string {
  const decoded = pair.split('=').map(percentDecode).join('=');
  return /^[^&=%+#]*=?[^&=%+#]*$/.test(decoded) ? decoded : pair;
}

function headersOf({ headers, body }: SampleRequest): Pairs {
  const sent = Object.entries(headers).filter(([name]) => body !== null || name !== 'Content-Type');
  return new Map(sent.map(([name, value]) => [name, `${name}: ${value}`]));
}

function pairDifferences(from: Pairs, to: Pairs): readonly string[] {
  const removed = [...from.keys()].filter((name) => !to.has(name) && name !== 'Content-Type');
  const changed = [...to].filter(([name, text]) => from.get(name) !== text);
  return [...removed.map(absent), ...changed.map(([, text]) => code(shortened(text)))];
}

function bodyDifferences({ body: from }: SampleRequest, { body: to }: SampleRequest): readonly string[] {
  if (equal(from, to)) return [];
  if (to === null) return ['without a body'];
  return isObject(from) && typeof to === 'string'
    ? [`the body ${code(shortened(to))}`]
    : valueDifferences(from, to, '');
}

/** Describes where two JSON values differ. Arrays of different lengths are one difference. */
function valueDifferences(from: Json, to: Json, place: string): readonly string[] {
  if (equal(from, to)) return [];
  const name = place === '' ? 'the body' : code(place);
  if (isArray(from) && isArray(to)) {
    if (from.length !== to.length) return [`${name} has ${counted(to.length, 'item')}`];
    return to.flatMap((item, index) => valueDifferences(from[index] ?? null, item, `${place}[${index}]`));
  }
  if (!isObject(from) || !isObject(to)) return [`${name} ${describeValue(to)}`];
  return Object.keys({ ...from, ...to }).flatMap((key) => {
    const [before, after] = [property(from, key), property(to, key)];
    if (after === undefined) return [absent(join(place, key))];
    return before === undefined
      ? [`${code(join(place, key))} ${describeValue(after)}`]
      : valueDifferences(before, after, join(place, key));
  });
}

function describeValue(value: Json): string {
  const text = JSON.stringify(value);
  if (shortened(text) === text) return `is ${code(text)}`;
  if (typeof value === 'string') return `has ${counted(Array.from(value).length, 'character')}`;
  return isArray(value) ? `has ${counted(value.length, 'item')}` : 'is there';
}

function absent(name: string): string {
  return `without ${code(name)}`;
}

/** Shortens a text to fit into a cell of a table. */
function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length > 60 ? `${characters.slice(0, 57).join('')}…` : text;
}
