import { readdir, readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const committed = join(project, "dist");
const GZIPPED_MAX = 200_000;

async function files(root: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      found.set(relative(root, path), await readFile(path));
    }
  return found;
}

test("The committed build is what the sources build to: run 'npm run build' and commit dist", async () => {
  const fresh = await mkdtemp(join(tmpdir(), "truefill-dist-"));
  try {
    await build({ root: project, mode: "production", logLevel: "error", build: { outDir: fresh, emptyOutDir: true } });
    const [now, before] = [await files(fresh), await files(committed)];
    expect([...before.keys()].sort()).toEqual([...now.keys()].sort());
    for (const [name, content] of now) expect(before.get(name)!.equals(content), `${name} is not current`).toBe(true);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
});

test("All of it is under 200 kB gzipped", async () => {
  const sizes = [...(await files(committed)).values()].map((content) => gzipSync(content).length);
  const total = sizes.reduce((a, b) => a + b, 0);
  console.log(`dashboard: ${(total / 1000).toFixed(1)} kB gzipped`);
  expect(total).toBeLessThan(GZIPPED_MAX);
});

test("Nothing in it comes from elsewhere, and nothing in the page is inline", async () => {
  for (const [name, content] of await files(committed)) {
    const text = content.toString("utf8");
    if (!name.endsWith(".svg")) expect(text, name).not.toMatch(/https?:\/\//);
    expect(text, name).not.toMatch(/\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write/);
  }
  const page = (await readFile(join(committed, "index.html"))).toString("utf8");
  expect(page).not.toMatch(/<script>|<style|\son\w+=|style=/);
});
