import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import { createSandbox } from '../sandbox/index.ts';
import { isJsonType, parseMediaType } from '../sandbox/syntax/media-type.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const corpus = join(project, '../shared/corpus');

/** A place in a file, as the parser of YAML has it: what is written there is known to the letter. */
interface Place {
  readonly file: string;
  readonly node: unknown;
}

const files = new Map<string, ReturnType<typeof parseDocument>>();

function open(file: string): ReturnType<typeof parseDocument> {
  const known = files.get(file) ?? parseDocument(readFileSync(file, 'utf8'), { merge: true });
  files.set(file, known);
  return known;
}

/** What a place leads to, references followed. */
function follow({ file, node }: Place): Place {
  const own = isAlias(node) ? node.resolve(open(file)) : node;
  const reference = isMap(own) ? own.get('$ref') : undefined;
  if (typeof reference !== 'string') return { file, node: own };
  const [path = '', pointer = ''] = reference.split('#');
  const target = path === '' ? file : resolve(dirname(file), path);
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce<Place>(
    (place, token) => childOf(place, token),
    follow({ file: target, node: open(target).contents }),
  );
}

function childOf(place: Place, key: string): Place {
  const { file, node } = follow(place);
  if (isSeq(node)) return { file, node: node.items[Number(key)] };
  const pair = isMap(node)
    ? node.items.findLast((item) => String(isScalar(item.key) ? (item.key.source ?? item.key.value) : '') === key)
    : undefined;
  return { file, node: pair?.value };
}

/** The texts of the numbers at a place, in any order. */
function numbersAt(place: Place): readonly string[] {
  const { file, node } = follow(place);
  if (isScalar(node)) return typeof node.value === 'number' ? [inJson(node.source ?? '')] : [];
  if (isSeq(node)) return node.items.flatMap((item) => numbersAt({ file, node: item }));
  return isMap(node) ? node.items.flatMap((item) => (isPair(item) ? numbersAt({ file, node: item.value }) : [])) : [];
}

/** A number of YAML that JSON cannot have so, `042`, is written as JSON has it. */
function inJson(number: string): string {
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(number) ? number : String(Number(number));
}

/** The texts of the numbers in a text of JSON. */
function numbersIn(json: string): readonly string[] {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.eE+-]*/g) ?? [];
}

/** Sends each documented example that is JSON, and compares the numbers in it with the text of the document. */
async function compare(file: string) {
  const sandbox = createSandbox({ documents: [file] });
  const [api] = sandbox.plan.apis;
  const counts = { examples: 0, numbers: 0, odd: 0 };
  const wrong: string[] = [];
  const root: Place = { file, node: open(file).contents };
  for (const { key, method, path } of api?.operations ?? []) {
    const place = childOf(childOf(childOf(root, 'paths'), path), method.toLowerCase());
    for (const { response, scenario, samples } of sandbox.findRequests(api?.name ?? '', key)) {
      const request = samples.find(({ trigger }) => trigger === 'prefer')?.request;
      const media = childOf(childOf(childOf(place, 'responses'), response.key), 'content');
      for (const { mediaType } of scenario.source === 'example' && request ? scenario.representations : []) {
        const content = childOf(media, mediaType);
        const value = childOf(childOf(childOf(content, 'examples'), scenario.name), 'value');
        const example = follow(value).node === undefined ? childOf(content, 'example') : value;
        if (!request || !isJsonType(parseMediaType(mediaType).essence) || follow(example).node === undefined) continue;
        const { target, headers, text } = request;
        const base = sandbox.operation(api?.name ?? '', key).basePath;
        const answer = await sandbox.fetch(`http://localhost${base}${target}`, {
          method: request.method,
          headers: { ...headers, Accept: mediaType },
          ...(text !== null && { body: text }),
        });
        const [sent, documented] = [numbersIn(await answer.text()).toSorted(), numbersAt(example).toSorted()];
        counts.examples += 1;
        counts.numbers += documented.length;
        counts.odd += documented.filter((number) => JSON.stringify(Number(number)) !== number).length;
        if (sent.join() !== documented.join()) wrong.push(`${scenario.id}: ${sent.join()} for ${documented.join()}`);
      }
    }
  }
  return { counts, wrong };
}

const documents = (existsSync(corpus) ? readdirSync(corpus, { recursive: true, withFileTypes: true }) : [])
  .filter((entry) => entry.isFile() && /\.(json|ya?ml)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => /^\s*\{?\s*"?(openapi|swagger)"?\s*:/m.test(readFileSync(file, 'utf8').slice(0, 400)));

const own = ['nhs-app', 'nhs-notify-supplier'].map((name) => join(project, 'specification', name, 'openapi.yaml'));

describe('each number of each example is sent with the digits of its document (design, Real documents)', () => {
  it.each(own)('%s', async (file) => {
    const { counts, wrong } = await compare(file);
    expect(wrong).toEqual([]);
    expect(counts.examples).toBeGreaterThan(0);
  });

  it('in real documents', { timeout: 600_000 }, async ({ skip, annotate }) => {
    if (documents.length === 0) skip(`${corpus} is not there`);
    const total = { examples: 0, numbers: 0, odd: 0 };
    for (const file of documents) {
      const { counts, wrong } = await compare(file);
      expect(wrong).toEqual([]);
      for (const name of ['examples', 'numbers', 'odd'] as const) total[name] += counts[name];
    }
    await annotate(
      `${documents.length} documents, ${total.examples} examples, ${total.numbers} numbers, of which JavaScript writes ${total.odd} otherwise`,
    );
    expect(total.numbers).toBeGreaterThan(0);
  });
});
