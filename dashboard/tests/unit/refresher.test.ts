import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Client } from "../../src/api/client";
import { ApiError } from "../../src/api/error";
import { setToken } from "../../src/api/token";
import type { Source } from "../../src/state/ages";
import type { Feed } from "../../src/state/feed";
import { Refresher } from "../../src/state/refresher";
import { Store } from "../../src/state/store";

const ALL: readonly Source[] = ["status", "kill_switch", "alerts", "breaks"];

let store: Store;
let refused: Set<string>;
let forbidden: Set<string>;
let unknown: Set<string>;
let asked: string[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("sessionStorage", { setItem: () => undefined });
  vi.stubGlobal("document", { hidden: false, addEventListener: () => undefined });
  store = new Store();
  refused = new Set();
  forbidden = new Set();
  unknown = new Set();
  asked = [];
  const answer = (path: string, value: unknown): Promise<unknown> => {
    asked.push(path);
    if (refused.has(path)) return Promise.reject(new ApiError(429, "too_many_requests", "Later."));
    if (unknown.has(path)) return Promise.reject(new ApiError(401, "unauthenticated", "Who are you?"));
    if (forbidden.has(path)) return Promise.reject(new ApiError(403, "forbidden", "Not for you."));
    return Promise.resolve(value);
  };
  const client = {
    get: (path: string) =>
      answer(path, {
        time: "2026-11-25T10:00:00Z",
        venues: [],
        pnl: [],
        exposure: { converted: [], gaps: [] },
        switches: [],
      }),
    all: (path: string) => answer(path, []),
  };
  const feed = { routes: { has: () => true } };
  new Refresher(client as unknown as Client, store, feed as unknown as Feed);
  store.link.opened(performance.now(), 1, 1);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i++) {
    await vi.advanceTimersByTimeAsync(1000);
    store.link.heard(performance.now(), 1);
  }
}

const stale = (): string => store.ages.text(ALL, performance.now());

test("A status that is refused for three turns is stale, and one that is answered again is not", async () => {
  await pass(12);
  expect(stale()).toBe("");
  refused.add("/api/v1/status");
  await pass(5);
  expect(stale()).toBe("");
  await pass(5);
  expect(stale()).toMatch(/^status \d+ s old$/);
  expect(store.link.state(performance.now())).toBe("live");
  refused.clear();
  await pass(3);
  expect(stale()).toBe("");
});

test("A kill switch that cannot be read is stale, is asked for at each turn, and holds up nothing else", async () => {
  refused.add("/admin/kill-switch");
  store.changed("kill_switch", "alert", "reconciliation");
  await pass(40);
  expect(stale()).toMatch(/^kill switch \d+ s old$/);
  expect(asked.filter((path) => path === "/admin/kill-switch").length).toBeGreaterThan(15);
  refused.clear();
  await pass(3);
  expect(stale()).toBe("");
});

test("Ages are told while nothing is answered", async () => {
  const told: number[] = [];
  await pass(4);
  refused.add("/api/v1/status");
  await pass(8);
  store.onChange((changes) => told.push(changes.has("status") ? 1 : 0));
  await pass(6);
  expect(told).toEqual([1, 1, 1]);
});

test("What is not for this token is asked for once, has no age, and hides no age of others", async () => {
  forbidden.add("/api/v1/alerts");
  store.changed("alert");
  await pass(120);
  expect(asked.filter((path) => path === "/api/v1/alerts").length).toBe(1);
  expect(store.ages.isRefused("alerts")).toBe(true);
  expect(stale()).toBe("");
  refused.add("/api/v1/status");
  await pass(12);
  expect(stale()).toMatch(/^status \d+ s old$/);
});

test("What nobody gave a token for has an age, and is asked for again until somebody does", async () => {
  unknown.add("/admin/kill-switch");
  store.changed("kill_switch");
  await pass(40);
  expect(store.ages.isRefused("kill_switch")).toBe(false);
  expect(stale()).toMatch(/^kill switch \d+ s old$/);
  unknown.clear();
  await pass(3);
  expect(stale()).toBe("");
  expect(store.killSwitch).toBeDefined();
});

test("What was not for one token is asked for with the next one, and with a new picture", async () => {
  const count = (): number => asked.filter((path) => path === "/admin/kill-switch").length;
  forbidden.add("/admin/kill-switch");
  store.changed("kill_switch");
  await pass(40);
  expect(count()).toBe(1);
  setToken("another");
  await pass(12);
  expect(count()).toBe(2);
  expect(store.ages.isRefused("kill_switch")).toBe(true);
  forbidden.clear();
  store.ages.forgetRefusals();
  await pass(12);
  expect(store.ages.isRefused("kill_switch")).toBe(false);
  expect(store.killSwitch).toBeDefined();
});

test("A status that is refused to this token is old, not out of its reach: every token may read it", async () => {
  await pass(4);
  forbidden.add("/api/v1/status");
  await pass(12);
  expect(stale()).toMatch(/^status \d+ s old$/);
  forbidden.clear();
  await pass(3);
  expect(stale()).toBe("");
});

test("The service's time goes on between two answers, whatever the browser's clock says", async () => {
  await pass(4);
  vi.setSystemTime(0);
  const at = Date.parse("2026-11-25T10:00:00Z");
  const passed = store.clock.now(performance.now() + 500)! - at;
  expect(passed).toBeGreaterThanOrEqual(500);
  expect(passed).toBeLessThanOrEqual(2500);
});
