import { describe, expect, it } from 'vitest';
import { differences } from './prism/differences/index.ts';
import { documents, requestsOf } from './prism/documents.ts';
import { disagreement, type Meeting, meetings, meetingsOf, told } from './prism/meeting.ts';
import { readme } from './prism/readme.ts';
import { topics } from './prism/topics/index.ts';

/**
 * Prism, an independent implementation, is asked what we are asked, and both must answer alike: in status, media type
 * and body. Where they do not, a difference that is on purpose has to explain it.
 */

/** The differences that have explained a disagreement where everything is at hand: in topics, and in our own documents. */
const applied = new Set<string>();

/** The disagreements that are not explained in every part. */
function unexplained(all: readonly Meeting[]): readonly string[] {
  expect(all.length).toBeGreaterThan(0);
  return all.filter((meeting) => !isExplained(meeting)).map(told);
}

function isExplained(meeting: Meeting): boolean {
  const parts = disagreement(meeting);
  const reasons = parts.length === 0 ? [] : differences.filter(({ explains }) => explains(meeting));
  return parts.every((part) => {
    const reason = reasons.find((one) => one.parts?.includes(part) ?? true);
    if (reason && isAlwaysThere(meeting)) applied.add(reason.name);
    return reason !== undefined;
  });
}

function isAlwaysThere({ topic }: Meeting): boolean {
  return documents.every(({ name, isOurs }) => name !== topic || isOurs);
}

describe.each(topics)('$name', (topic) => {
  it('is answered as by Prism', async () => expect(unexplained(await meetingsOf(topic))).toEqual([]));
});

describe.each(documents)('$name', ({ name, file, every, present }) => {
  it.skipIf(!present)('is served as by Prism', async () =>
    expect(unexplained(await meetings(name, file, requestsOf(file, every)))).toEqual([]),
  );
});

describe('the list of differences', () => {
  it('has none that does not occur', () => {
    expect(differences.map(({ name }) => name).filter((name) => !applied.has(name))).toEqual([]);
  });

  it('is in the README: `npx vitest run test/prism.test.ts -u` writes it', async () =>
    expect(readme()).toMatchFileSnapshot('prism/README.md'));
});
