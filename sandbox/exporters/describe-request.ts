import { maxNamedFaults } from '../reachability/describe-reason.ts';
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

/** More differences than that are no help to a reader. */
const max = 3;

/**
 * What to send for a scenario, in Markdown: how its plainest request differs from the ordinary one that is most like it.
 */
export function requestWords(
  { path, natural, reason, requests: [plainest] }: ExplainedEntry,
  ordinary: readonly SampleRequest[],
): string {
  if (!plainest || !reason) return '';
  const { how, body } = plainest;
  if (reason.by === 'ordinary') return plain(how);
  if (reason.by === 'request-example') return `the request example ${code(reason.name)}`;
  const faulty = faultWords(reason, body);
  if (faulty) return faulty.join(', ');
  const length = (value: Json) => JSON.stringify(value).length;
  const [nearest] = ordinary
    .filter((one) => one !== plainest)
    .map((one) => ({ reported: differences(one, plainest, path), growth: Math.abs(length(one.body) - length(body)) }))
    .sort((one, other) => one.reported.length - other.reported.length || one.growth - other.growth);
  if (nearest && nearest.reported.length > 0 && nearest.reported.length <= max) return nearest.reported.join(', ');
  return natural ? plain(how) : code(how);
}

/** Describes what a body holds at the locations of its faults; undefined if some are elsewhere, or not named. */
function faultWords(reason: Reason, body: Json): readonly string[] | undefined {
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
    const repeated = keyword === 'contains' ? repeatedIn(value) : undefined;
    return `${code(place)} ${repeated ?? valueWords(value)}`;
  });
  return [...new Set(words)];
}

/** Whether the value at a fault shows what is wrong. A path with a space in it would read as several words. */
function isShown({ in: place, pointer, keyword }: FaultAt): boolean {
  return place === 'body' && pointer !== '' && !/\s/.test(pointer) && keyword !== 'false schema';
}

/** What several items of a list have in common, which is one too many: `has 2 items with system = urn:x`. */
function repeatedIn(list: Json): string | undefined {
  if (!isArray(list)) return undefined;
  const counts = new Map<string, number>();
  for (const [name, value] of list.flatMap((item) => (isObject(item) ? Object.entries(item) : []))) {
    if (typeof value !== 'string') continue;
    const stated = `${name} = ${value}`;
    counts.set(stated, (counts.get(stated) ?? 0) + 1);
  }
  const [first] = [...counts].filter(([, count]) => count > 1);
  return first && `has ${counted(first[1], 'item')} with ${code(brief(first[0]))}`;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function differences(from: SampleRequest, to: SampleRequest, template: string): readonly string[] {
  const [before, after] = [new URL(from.url), new URL(to.url)];
  return [
    ...inPath(before.pathname, after.pathname, template),
    ...inPairs(queryOf(before), queryOf(after)),
    ...inPairs(headersOf(from), headersOf(to)),
    ...inBodies(from, to),
  ];
}

function inPath(from: string, to: string, template: string): readonly string[] {
  const [before, after, names] = [from, to, template].map((path) => path.split('/').reverse());
  return (names ?? []).flatMap((segment, index) => {
    const value = after?.[index] ?? '';
    const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
    return before?.[index] === value ? [] : [code(brief(name === undefined ? value : `${name}=${value}`))];
  });
}

/** Each as it is written, by the name that it is known by. */
type Pairs = ReadonlyMap<string, string>;

function queryOf({ search }: URL): Pairs {
  const byName = new Map<string, string>();
  for (const pair of search.slice(1).split('&')) {
    const [name = ''] = pair.split('=');
    if (pair !== '') byName.set(name, byName.has(name) ? `${byName.get(name)}&${readable(pair)}` : readable(pair));
  }
  return byName;
}

/** Decoded, where nobody can mistake it. */
function readable(pair: string): string {
  const decoded = pair.split('=').map(percentDecode).join('=');
  return /^[^&=%+#]*=?[^&=%+#]*$/.test(decoded) ? decoded : pair;
}

function headersOf({ headers, body }: SampleRequest): Pairs {
  const sent = Object.entries(headers).filter(([name]) => body !== null || name !== 'Content-Type');
  return new Map(sent.map(([name, value]) => [name, `${name}: ${value}`]));
}

function inPairs(from: Pairs, to: Pairs): readonly string[] {
  const lost = [...from.keys()].filter((name) => !to.has(name) && name !== 'Content-Type');
  const changed = [...to].filter(([name, written]) => from.get(name) !== written);
  return [...lost.map(absent), ...changed.map(([, written]) => code(brief(written)))];
}

function inBodies({ body: from }: SampleRequest, { body: to }: SampleRequest): readonly string[] {
  if (equal(from, to)) return [];
  if (to === null) return ['without a body'];
  return isObject(from) && typeof to === 'string' ? [`the body ${code(brief(to))}`] : inValues(from, to, '');
}

/** Where two JSON values differ; lists of different lengths do as a whole. */
function inValues(from: Json, to: Json, place: string): readonly string[] {
  if (equal(from, to)) return [];
  const name = place === '' ? 'the body' : code(place);
  if (isArray(from) && isArray(to)) {
    if (from.length !== to.length) return [`${name} has ${counted(to.length, 'item')}`];
    return to.flatMap((item, index) => inValues(from[index] ?? null, item, `${place}[${index}]`));
  }
  if (!isObject(from) || !isObject(to)) return [`${name} ${valueWords(to)}`];
  return Object.keys({ ...from, ...to }).flatMap((key) => {
    const [before, after] = [property(from, key), property(to, key)];
    if (after === undefined) return [absent(join(place, key))];
    return before === undefined
      ? [`${code(join(place, key))} ${valueWords(after)}`]
      : inValues(before, after, join(place, key));
  });
}

function valueWords(value: Json): string {
  const written = JSON.stringify(value);
  if (brief(written) === written) return `is ${code(written)}`;
  if (typeof value === 'string') return `has ${counted(Array.from(value).length, 'character')}`;
  return isArray(value) ? `has ${counted(value.length, 'item')}` : 'is there';
}

function absent(name: string): string {
  return `without ${code(name)}`;
}

/** As much as fits into a cell. */
function brief(text: string): string {
  const characters = Array.from(text);
  return characters.length > 60 ? `${characters.slice(0, 57).join('')}…` : text;
}
