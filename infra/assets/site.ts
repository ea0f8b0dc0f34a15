import { join } from 'node:path';

/** Builds the console's page into a folder. Vite takes a second to load, so only who builds a page loads it. */
export async function buildSite(root: string, outdir: string): Promise<string> {
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'console', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: outdir, chunkSizeWarningLimit: 1000 },
  });
  return outdir;
}
