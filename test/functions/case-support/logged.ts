import { vi } from 'vitest';

/**
 * What functions log at the level that is deployed; those of other tests are silent. Import a handler within `work`: it makes its logger when
 * it is loaded.
 */
export async function logged<T>(work: () => Promise<T>): Promise<{ log: string; result: T }> {
  const lines: string[] = [];
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const spies = (['log', 'info', 'warn', 'error'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...args) => void lines.push(args.map(String).join(' '))),
  );
  vi.resetModules();
  try {
    const result = await work();
    return { log: lines.join('\n'), result };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    vi.resetModules();
  }
}
