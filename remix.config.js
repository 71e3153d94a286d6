/**
 * Options of the Remix Vite plugin (vite.config.ts passes them on; the plugin does not read this file by itself).
 * The future flags make the later move to React Router a codemod.
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  ignoredRouteFiles: ['**/*.test.{ts,tsx}', '**/README.md'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
  },
};
