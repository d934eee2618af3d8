import { expect, test } from "vitest";
import { number, text, toneOf, type Column } from "../../src/table/column";
import { csv } from "../../src/table/csv";
import { Filter, sorted } from "../../src/table/order";

interface Row {
  name: string;
  qty: string | null;
}

const columns: Column<Row>[] = [text("name", "Name", 10), number("qty", "Qty", 10, "quantity")];
const rows: Row[] = [
  { name: "b", qty: "9" },
  { name: "a", qty: null },
  { name: "C", qty: "-10.5" },
  { name: "d", qty: "10" },
];

test("Numbers sort as numbers, and rows without one stand last both ways", () => {
  expect(sorted(rows, columns[1]!, false).map((row) => row.qty)).toEqual(["-10.5", "9", "10", null]);
  expect(sorted(rows, columns[1]!, true).map((row) => row.qty)).toEqual(["10", "9", "-10.5", null]);
  expect(sorted(rows, columns[0]!, false).map((row) => row.name)).toEqual(["a", "b", "C", "d"]);
});

test("Equal rows stay in their order", () => {
  const equal = [
    { name: "x", qty: "1" },
    { name: "x", qty: "2" },
    { name: "x", qty: "3" },
  ];
  expect(sorted(equal, columns[0]!, false).map((row) => row.qty)).toEqual(["1", "2", "3"]);
  expect(sorted(equal, columns[0]!, true).map((row) => row.qty)).toEqual(["1", "2", "3"]);
});

test("A filter wants every word and none of those with a minus", () => {
  const filter = new Filter(columns);
  expect(filter.apply(rows, "10").map((row) => row.name)).toEqual(["C", "d"]);
  expect(filter.apply(rows, "10 -c").map((row) => row.name)).toEqual(["d"]);
  expect(filter.apply(rows, "  ")).toBe(rows);
  expect(filter.apply(rows, "-")).toBe(rows);
});

test("A CSV file quotes what needs it and lets nothing compute", () => {
  const hostile: Row[] = [
    { name: "=1+1", qty: "-1.5" },
    { name: 'a,"b"\nc', qty: null },
    { name: "@x", qty: "2" },
    { name: "-cmd", qty: "3" },
  ];
  expect(csv(columns, hostile)).toBe('name,qty\r\n\'=1+1,-1.5\r\n"a,""b""\nc",\r\n\'@x,2\r\n\'-cmd,3\r\n');
});

test("A zero has no tone, however it is written", () => {
  expect(["0", "0.00", "-0.0", "-0.1", "3", null, "x"].map((value) => toneOf(value))).toEqual([
    "",
    "",
    "",
    "down",
    "up",
    "",
    "",
  ]);
});
