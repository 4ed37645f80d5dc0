import { describe, expect, it } from 'vitest';
import { explanationOf } from './prism/difference.ts';
import { differences } from './prism/differences/index.ts';
import { documents, isSharedThere, preparedFile, unlistedDocuments } from './prism/documents.ts';
import { type Meeting, meetings, meetingsOf, reported } from './prism/meeting.ts';
import { readme } from './prism/readme.ts';
import { requestsOf } from './prism/requests.ts';
import { topics } from './prism/topics/index.ts';

/**
 * Prism, an independent implementation, is asked what we are asked, and both must answer alike: in status, media type
 * and body. Where they do not, a difference that is on purpose has to explain it.
 */

/** The differences that have explained a disagreement where everything is at hand: in topics, and in our own documents. */
const applied = new Set<string>();

/** The disagreements that are not explained in every part, and at every place of a body that was made. */
function unexplained(all: readonly Meeting[], isAlwaysThere: boolean): readonly string[] {
  expect(all.length).toBeGreaterThan(0);
  return all.flatMap((meeting) => {
    const { unexplained: parts, used } = explanationOf(meeting, differences);
    if (isAlwaysThere) for (const { name } of used) applied.add(name);
    return parts.length > 0 ? [`${parts.join(', ')}: ${reported(meeting)}`] : [];
  });
}

describe.each(topics)('$name', (topic) => {
  it('is answered as by Prism', async () => expect(unexplained(await meetingsOf(topic), true)).toEqual([]));
});

describe.each(documents)('$name', (document) => {
  it.skipIf(!document.present)(
    'is served as by Prism',
    async () => {
      const file = preparedFile(document);
      const all = await meetings(document.name, file, requestsOf(file, document.every));
      expect(unexplained(all, document.isOurs)).toEqual([]);
    },
    120_000,
  );
});

it.skipIf(!isSharedThere)('no OpenAPI 3 document in ../shared is left out', () =>
  expect(unlistedDocuments()).toEqual([]),
);

describe('the list of differences', () => {
  it('has none that does not occur', () => {
    expect(differences.map(({ name }) => name).filter((name) => !applied.has(name))).toEqual([]);
  });

  it('is in the README: `npx vitest run test/prism.test.ts -u` writes it', async () =>
    expect(readme()).toMatchFileSnapshot('prism/README.md'));
});
