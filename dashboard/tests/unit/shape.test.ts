import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const LINES_MAX = 300;
const COLUMNS_MAX = 120;

const files = ["src", "tests"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|css)$/.test(name))
    .map((name) => ({ name: join(folder, name), lines: readFileSync(join(folder, name), "utf8").split("\n") })),
);

test("Files are short and lines fit", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => file.lines.length > LINES_MAX).map((file) => file.name)).toEqual([]);
  const wide = files.flatMap(({ name, lines }) =>
    lines.flatMap((line, i) => ([...line].length > COLUMNS_MAX ? [`${name}:${i + 1}`] : [])),
  );
  expect(wide).toEqual([]);
});
