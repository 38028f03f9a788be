import { compileMessages } from '@soban/web-shared/build/compile-messages';
import { compressAssets } from '@soban/web-shared/build/compress-assets';
import { plainEndpoints } from '@soban/web-shared/build/plain-endpoints';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['SOBAN_API'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  base: '/admin/',
  plugins: [plainEndpoints(), compileMessages(), react(), tailwindcss(), compressAssets()],
  server: { port: 3001, strictPort: true, proxy: { '/api': api, '/uploads': api } },
  // Small pictures stay files of their own: the content security policy and the cache both prefer it.
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
