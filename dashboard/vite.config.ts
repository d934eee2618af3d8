import { defineConfig } from "vitest/config";

// File names carry no hash: the server sends everything with no-store, and a build of the same sources is the same bytes.
export default defineConfig({
  base: "/",
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        entryFileNames: "assets/app.js",
        chunkFileNames: "assets/[name].js",
        assetFileNames: "assets/app[extname]",
      },
    },
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:8080", "/admin": "http://127.0.0.1:8080", "/health": "http://127.0.0.1:8080" },
  },
  test: {
    include: ["tests/**/*.test.ts"],
    environment: "node",
    // A slow machine is no fault of the page; what has to be quick measures its own time.
    expect: { poll: { timeout: 20_000 } },
    fileParallelism: false,
    // A test that passes at its second try is a failed one: nothing would show that it needed it.
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
