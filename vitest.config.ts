import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/pipeline/shared-build.ts'],
    // Some tests start the embedded AWS; none may wait long for it even where two cores are shared.
    testTimeout: 30_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    hookTimeout: 60_000,
    // A second, as Vitest has it, is not enough for a page or a queue where the machine is busy.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    maxWorkers: 2,
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.build/test-results.json' }]] : ['default'],
  },
});
