import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { columnsOf, stateTone } from "../../src/lists/record-columns";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The words of the core's own list, as the API writes them. */
function breakClasses(): string[] {
  const source = readFileSync(resolve(repository, "src/Truefill.Domain/Reconciliation/BreakClass.cs"), "utf8");
  const list = /enum BreakClass[^{]*\{([^}]*)\}/.exec(source)![1]!;
  return [...list.matchAll(/^\s*([A-Z]\w*) = \d+,/gm)].map((match) =>
    match[1]!.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
  );
}

test("Every class of break has the colour of something wrong", () => {
  const classes = breakClasses();
  expect(classes).toContain("late_fill");
  expect(classes.filter((name) => stateTone(name) !== "down")).toEqual([]);
});

test("A break's class and state are columns with the colour of their word", () => {
  const row = { class: "late_fill", state: "resolved" };
  const columns = columnsOf([row], ["class", "state"]);
  expect(columns.map((column) => column.tone?.(row))).toEqual(["down", "up"]);
});
