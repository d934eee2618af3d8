import { expect, test } from "vitest";
import { SseParser, type ServerEvent } from "../../src/api/sse";

const TEXT =
  'retry: 2000\n\nid: 7\nevent: order\ndata: {"a":"ä"}\n\n: comment\n' +
  "id: 8\nevent: fill\ndata: one\ndata: two\n\nid: 9\n\n";

function all(pieces: readonly string[]): ServerEvent[] {
  const parser = new SseParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

test("Events come out whole, however the bytes are cut", () => {
  const expected = [
    { id: "7", name: "order", data: '{"a":"ä"}' },
    { id: "8", name: "fill", data: "one\ntwo" },
  ];
  expect(all([TEXT])).toEqual(expected);
  expect(all([...TEXT])).toEqual(expected);
  for (let at = 1; at < TEXT.length; at++) expect(all([TEXT.slice(0, at), TEXT.slice(at)])).toEqual(expected);
});

test("An event without its empty line has not happened", () => {
  expect(all(["id: 1\nevent: fill\ndata: x\n"])).toEqual([]);
});

test("Carriage returns and a missing space are taken as the standard takes them", () => {
  expect(all(["id:3\r\nevent:pnl\r\ndata:x\r\n\r\n"])).toEqual([{ id: "3", name: "pnl", data: "x" }]);
});
