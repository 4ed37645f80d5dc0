import { defaultExclude, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that put other modules in the place of ours; all others share theirs, which saves loading them. */
const isolated = 'test/**/*.isolated.test.ts';

/** What takes longest, the longest first. */
const slow = [
  'test/browser/',
  'test/bruno/',
  'test/documentation/',
  'test/examples/',
  'test/targets/',
  'test/node-versions/',
  'test/packed/',
  'test/fuzz/',
];

/** Begins with slow files, so that at the end no core waits for the other. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = slow.findIndex((folder) => moduleId.includes(`/${folder}`));
      return index === -1 ? slow.length : index;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    setupFiles: ['test/fixtures/conformance.ts'],
    testTimeout: 30_000,
    // Some start a server of large documents, or a browser, on a machine that has much else to do.
    hookTimeout: 120_000,
    // One fewer, as is usual, would be one where there are two cores.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...defaultExclude, isolated],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: [isolated], isolate: true } },
    ],
  },
});
