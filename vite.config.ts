import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

// Vitest sets VITEST; Remix's plugin must not run there (it wants a full app and rewrites route modules).
const underTest = Boolean(process.env.VITEST);

export default defineConfig({
  plugins: underTest ? [] : [tailwindcss(), remix(remixConfig)],
  build: { target: 'es2022', sourcemap: false },
  server: { watch: { ignored: ['**/data/**', '**/build/**'] } },
  // Named, not discovered: discovery follows routes into server packages and fails on what only Node can load.
  optimizeDeps: {
    noDiscovery: true,
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      '@remix-run/react',
      'i18next',
      'react-i18next',
    ],
  },
  esbuild: { jsx: 'automatic' },
  test: {
    include: [
      'app/**/*.test.{ts,tsx}',
      'db/**/*.test.ts',
      'test/{architecture,stores,requests,faults,golden}/**/*.test.ts',
    ],
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/fail-on-console.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
} as Parameters<typeof defineConfig>[0]);
