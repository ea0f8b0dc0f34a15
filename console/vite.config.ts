import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The page: one origin, no inline script or style, so that the strictest Content-Security-Policy holds (infra/console/security-headers.ts). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), fontsAsFiles()],
  build: {
    outDir: '../.build/console',
    emptyOutDir: true,
    // A data: address is refused by the policy; every picture and font is a file of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: 'es2022',
    reportCompressedSize: false,
  },
});

/** Cloudscape's style sheet holds its fonts as data: addresses. Here each becomes a file, fetched when it is needed. */
function fontsAsFiles(): Plugin {
  return {
    name: 'fonts-as-files',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('.css') || !code.includes('data:font/woff2')) return null;
      return code.replace(/url\(["']?data:font\/woff2;base64,([A-Za-z0-9+/=]+)["']?\)/g, (_, base64: string) => {
        const source = Buffer.from(base64, 'base64');
        const fileName = `assets/font-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.woff2`;
        this.emitFile({ type: 'asset', fileName, source });
        return `url(/${fileName})`;
      });
    },
  };
}
