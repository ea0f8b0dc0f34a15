import { defineConfig, type TestUserConfig } from 'vitest/config';

const each: TestUserConfig = {
  globalSetup: ['test/pipeline/shared-build.ts'],
  // Some tests start the embedded AWS; none may wait long for it even where two cores are shared.
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // A second, as Vitest has it, is not enough for a page or a queue where the machine is busy.
  expect: { poll: { timeout: 15_000 } },
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  pool: 'forks',
  maxWorkers: 2,
};

/** They load the encoders, or read what is made to be too much: their memory is given back when the process ends and not before. */
const LARGE = [
  'test/bench/**/*.test.ts',
  'test/console/browser/try-text.test.ts',
  'test/functions/console-api/trials.test.ts',
  'test/functions/ingest/hostile-mail.test.ts',
  'test/functions/score/{load-*,read-signals,try-*}.test.ts',
  'test/functions/score/{model,rescore,try}/*.test.ts',
  'test/infra/local/{rescore,rules,scan}/*.test.ts',
];

export default defineConfig({
  test: {
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.build/test-results.json' }]] : ['default'],
    projects: [
      { test: { ...each, name: 'large', include: LARGE, sequence: { groupOrder: 1 } } },
      {
        test: {
          ...each,
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: LARGE,
          // A process for each file would load the same packages some hundreds of times.
          isolate: false,
          setupFiles: ['test/fresh-modules.ts'],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
