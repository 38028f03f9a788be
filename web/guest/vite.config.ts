import { compileMessages } from '@soban/web-shared/build/compile-messages';
import { compressAssets } from '@soban/web-shared/build/compress-assets';
import { plainEndpoints } from '@soban/web-shared/build/plain-endpoints';
import { storedShapes } from '@soban/web-shared/build/stored-shapes';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const api = 'http://localhost:8000';

export default defineConfig({
  plugins: [
    plainEndpoints(),
    storedShapes(),
    compileMessages(),
    react(),
    tailwindcss(),
    VitePWA({
      // The app registers the worker itself and decides when a new version may take over: never in the middle of an order.
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: ['favicon.svg', 'icons/*.png'],
      manifest: {
        name: 'Soban',
        short_name: 'Soban',
        description: 'Order at your table',
        id: '/',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#fbf8f3',
        theme_color: '#fbf8f3',
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg}'],
        navigateFallback: '/index.html',
        // Held against path and query together.
        navigateFallbackDenylist: [/^\/admin([/?]|$)/, /^\/(api|uploads|assets)\//, /^\/(health|metrics)/],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        // The API never passes through here, neither the staff's nor the guests': the app itself keeps each store's menu for
        // when there is no network, under the store's id.
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/uploads/'),
            handler: 'CacheFirst',
            options: {
              cacheName: 'pictures',
              expiration: { maxEntries: 1000, purgeOnQuotaError: true },
              cacheableResponse: { statuses: [200] },
            },
          },
        ],
      },
    }),
    compressAssets(),
  ],
  server: { port: 3000, strictPort: true, proxy: { '/api': api, '/uploads': api } },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    // What several pages share travels in one file: a dozen small ones compress worse and each costs a request.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } } },
  },
});
