import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: one origin, no inline script or style, so that the strictest Content-Security-Policy holds (infra/console/site.ts). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
