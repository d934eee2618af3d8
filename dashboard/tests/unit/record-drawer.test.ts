import { expect, test } from "vitest";
import { isOpenTo } from "../../src/drawers/record-drawer";

const ways = (row: Record<string, unknown>, names: readonly string[]): string[] =>
  names.filter((name) => isOpenTo(row, name));

test("An advisory offers what its status allows, and nothing once it is decided or executed", () => {
  const all = ["approve", "decline", "execute"];
  const advisory = (status: string): Record<string, unknown> => ({ advisory_id: "A", status });
  expect(ways(advisory("proposed"), all)).toEqual(["approve", "decline"]);
  expect(ways(advisory("approved"), all)).toEqual(["execute"]);
  for (const status of ["declined", "expired", "rejected", "executed_full", "executing"])
    expect(ways(advisory(status), all)).toEqual([]);
});

test("A break or an alert offers its ways out until it has ended", () => {
  expect(ways({ state: "open" }, ["explain"])).toEqual(["explain"]);
  expect(ways({ state: "explained" }, ["resolve"])).toEqual(["resolve"]);
  expect(ways({ state: "resolved" }, ["explain", "resolve"])).toEqual([]);
  expect(ways({ state: "raised" }, ["ack"])).toEqual(["ack"]);
  expect(ways({ state: "acknowledged" }, ["ack"])).toEqual([]);
});
