import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const server = process.env.TOKKATOT_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  // Only <script setup> is used, so Vue's older half is left out of the bundle.
  define: { __VUE_OPTIONS_API__: 'false' },
  build: {
    // Phones of 2018 to 2020 are what our farmers have.
    target: ['es2020', 'chrome80', 'safari13.1', 'firefox78'],
    manifest: true,
    // A data: address would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server, '/ws': { target: server, ws: true } } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'locales/**/*.test.ts'] },
})
