import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/fixtures/conformance.ts'],
    testTimeout: 30_000,
    isolate: false,
  },
});
