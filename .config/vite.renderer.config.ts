import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Every script and style is a file of its own origin, so that the page runs under `script-src 'self'` as built. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: true,
  },
});
