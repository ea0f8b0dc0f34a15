import { vi } from 'vitest';

const KEPT = Symbol.for('undertone.test-environment');
const kept = globalThis as typeof globalThis & { [KEPT]?: NodeJS.ProcessEnv };

/*
 * Test files share two processes, so that the packages from npm, most of what a file imports, are loaded twice in a run and not once for
 * each file. Of ours each file gets its own: a handler reads its environment, and keeps its clients, from when it is imported. The
 * environment and the clock are those of the process's first moment again.
 */
kept[KEPT] ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in kept[KEPT])) delete process.env[name];
Object.assign(process.env, kept[KEPT]);
vi.useRealTimers();
vi.resetModules();
