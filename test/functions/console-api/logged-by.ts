import { vi } from 'vitest';
import { clientOf } from './client.ts';

/** What the functions log while the API is asked, at the level that is deployed; the functions of other tests are silent. */
export async function loggedBy<T>(
  work: (ask: ReturnType<typeof clientOf>) => Promise<T>,
): Promise<{ log: string; result: T }> {
  const lines: string[] = [];
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const spies = (['log', 'info', 'warn', 'error'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...args) => void lines.push(args.map(String).join(' '))),
  );
  vi.resetModules();
  try {
    const result = await work(clientOf((await import('../../../functions/console-api/handler.ts')).handler));
    return { log: lines.join('\n'), result };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    vi.resetModules();
  }
}
