import { defaultExclude, defineConfig } from 'vitest/config';

/** Tests that put other modules in the place of ours; all others share theirs, which saves loading them. */
const isolated = 'test/**/*.isolated.test.ts';

export default defineConfig({
  test: {
    setupFiles: ['test/fixtures/conformance.ts'],
    testTimeout: 30_000,
    // Some start a server of large documents, or a browser, on a machine that has much else to do.
    hookTimeout: 120_000,
    // One fewer, as is usual, would be one where there are two cores.
    maxWorkers: '100%',
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
