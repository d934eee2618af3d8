import { expect, test } from "vitest";
import type { Client } from "../../src/api/client";
import type { Page } from "../../src/api/types";
import { OlderPages } from "../../src/state/older-pages";
import type { Store } from "../../src/state/store";

function pagesOf(total: number, asked: unknown[]): Client {
  return {
    get: (_: string, query: { cursor?: string }): Promise<Page<number>> => {
      const from = Number(query.cursor ?? 0);
      asked.push(from);
      const items = [from, from + 1].filter((n) => n < total);
      return Promise.resolve({ items, next: from + 2 < total ? String(from + 2) : null });
    },
  } as unknown as Client;
}

test("Pages come each once until there are enough, and then no more of them", async () => {
  const asked: unknown[] = [];
  const got: number[] = [];
  const older = new OlderPages<number>(pagesOf(5, asked), { pictures: 1 } as Store, "/x", (rows) => got.push(...rows));
  await older.load(() => got.length >= 3);
  expect(got).toEqual([0, 1, 2, 3]);
  await older.load(() => false);
  await older.load(() => false);
  expect(got).toEqual([0, 1, 2, 3, 4]);
  expect(asked).toEqual([0, 2, 4]);
});

test("Nothing is loaded before there is a picture to add to", async () => {
  const asked: unknown[] = [];
  await new OlderPages<number>(pagesOf(5, asked), { pictures: 0 } as Store, "/x", () => undefined).load(() => false);
  expect(asked).toEqual([]);
});

test("Where the store let rows go, the pages start over", async () => {
  const asked: unknown[] = [];
  let drops = 0;
  const client = pagesOf(6, asked);
  const older = new OlderPages<number>(client, { pictures: 1 } as Store, "/x", () => undefined, () => drops);
  await older.load(() => true);
  await older.load(() => true);
  drops = 1;
  await older.load(() => true);
  await older.load(() => true);
  expect(asked).toEqual([0, 2, 0, 2]);
});

test("A new picture starts the pages over, and what was under way is dropped", async () => {
  const asked: unknown[] = [];
  const store = { pictures: 1 };
  const got: number[] = [];
  const older = new OlderPages<number>(pagesOf(5, asked), store as Store, "/x", (rows) => got.push(...rows));
  const first = older.load(() => false);
  store.pictures = 2;
  await Promise.all([first, older.load(() => false)]);
  expect(got).toEqual([0, 1, 2, 3, 4]);
});
