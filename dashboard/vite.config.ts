import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the api answers while one develops: `npm start` prints it. */
const api = {
  target: process.env['API_URL'] ?? 'http://127.0.0.1:3000',
  // A write is refused that seems to come from a page of another host.
  changeOrigin: false,
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: join(import.meta.dirname, '../dist/dashboard'),
    emptyOutDir: true,
    manifest: true,
    // An inlined sprite could not be referred to, and the CSP allows no data: fonts.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
  server: { proxy: { '/api': api, '/session': api, '/ops': api, '/docs': api } },
});
