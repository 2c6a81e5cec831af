import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** Where the API looks for the built files. */
const BUILT = "../api/static";

/** Writes a .gz and a .br beside every file that is worth it, so that the server compresses nothing. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    closeBundle() {
      const folder = join(import.meta.dirname, BUILT, "explorer");
      for (const name of readdirSync(folder)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const bytes = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
      }
    },
  };
}

/** Names a chunk after the room of src/ that it shows. */
function roomOf(module: string | null | undefined): string {
  return module?.match(/src\/(\w+)\//)?.[1] ?? "shared";
}

export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: BUILT,
    emptyOutDir: true,
    assetsDir: "explorer",
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { chunkFileNames: ({ facadeModuleId }) => `explorer/${roomOf(facadeModuleId)}-[hash].js` },
    },
  },
  plugins: [precompress()],
  server: {
    proxy: Object.fromEntries(
      ["/v1", "/sparql", "/docs", "/openapi.json", "/healthz", "/id"].map((path) => [path, "http://127.0.0.1:8000"]),
    ),
  },
});
