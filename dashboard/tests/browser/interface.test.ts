import { afterAll, beforeAll, expect, test } from "vitest";
import { Chromium, type Watched } from "../support/browser";
import { Service } from "../support/service";
import { StandIn } from "../support/stand-in";

// The page against the interface's JSON of parts that a build of the service may not have. Where it has them,
// features.test.ts tries the real ones.

let service: Service;
let chromium: Chromium;
let watched: Watched;
let engaged = false;
const advisories = new Map<string, Record<string, unknown>>();
const log: Record<string, unknown>[] = [];
const breaks = [
  {
    id: "B1",
    class: "position",
    severity: "critical",
    state: "open",
    venue: "SIM",
    account: "ACC1",
    symbol: "IBM",
    expected: "100",
    broker: "50",
    diff: "-50",
  },
];
const alerts = [{ id: "A1", rule: "no_callback", severity: "warning", state: "firing", detail: "SIM is silent" }];

let held = Promise.resolve();

function list(items: object[]): object {
  return { items, next: null };
}

function killSwitch(status: string, reason: string | null = null): object {
  const active = { scope: "global", target: null, type: "GLOBAL", state: "active", reason: "stop", by: "Ada" };
  return { status, kill_switch_engaged: engaged, reason, switches: engaged ? [active] : [] };
}

function conclude(id: string): object {
  const start = Date.now() - 1500;
  const at = (ms: number): string => new Date(start + ms).toISOString();
  log.push(
    { timestamp: at(-100), event: "execution_start", advisory_id: id },
    { timestamp: at(0), event: "order_submitted", advisory_id: id, symbol: "IBM" },
    { timestamp: at(900), event: "order_filled", advisory_id: id, fill_price: "182.5" },
    { timestamp: at(1200), event: "execution_result", advisory_id: id, status: "executed_full" },
  );
  advisories.set(id, { ...advisories.get(id), status: "executed_full", slippage_pct: "0.12" });
  return advisories.get(id)!;
}

const standIn = new StandIn()
  .on("GET /admin/kill-switch", () => killSwitch(engaged ? "engaged" : "already-clear"))
  .on(
    "POST /admin/kill-switch",
    (body) => {
      engaged = true;
      return killSwitch("engaged", String(body["reason"]));
    },
    ["scope", "target", "type", "state", "reason*"],
  )
  .on(
    "DELETE /admin/kill-switch",
    () => {
      engaged = false;
      return killSwitch("reset");
    },
    [],
    ["scope", "target", "reason"],
  )
  .on("GET /api/v1/advisories", () => list([...advisories.values()]))
  .on(
    "POST /api/v1/advisories",
    (body) => {
      const row = { ...body, status: "proposed", snapshot_hash: "hash-1" };
      advisories.set(String(body["advisory_id"]), row);
      return row;
    },
    ["advisory_id*", "symbol*", "reference_price*", "sl_offset_pct*", "tp_offset_pct*", "position_size*", "account"],
  )
  .on("GET /api/v1/advisories/{id}", (_, id) => advisories.get(id))
  .on("GET /api/v1/advisories/{id}/log", () => list(log))
  .on("POST /api/v1/advisories/{id}/approve", (_, id) => conclude(id), ["by*", "reason", "snapshot_hash*"])
  .on("POST /api/v1/advisories/{id}/decline", (_, id) => advisories.get(id), ["by*", "reason*"])
  .on("GET /api/v1/breaks", () => list(breaks))
  .on(
    "POST /api/v1/breaks/{id}/explain",
    () => {
      breaks[0]!.state = "explained";
      return breaks[0];
    },
    ["reason*", "by*"],
  )
  .on("GET /api/v1/reconciliations", () => list([]))
  .on("GET /api/v1/alerts", () => list(alerts))
  .on(
    "POST /api/v1/alerts/{id}/ack",
    async () => {
      await held;
      alerts[0]!.state = "acknowledged";
      return alerts[0];
    },
    ["by*"],
  )
  .on("GET /api/v1/limits", () => list([{ name: "max_position", account: "ACC1", limit: "1000", used: "850" }]))
  .on("GET /api/v1/pnl/history", () =>
    list(
      [1, 2, 3].map((n) => ({
        time: `2026-11-25T10:00:0${n}Z`,
        account: "ACC1",
        currency: "USD",
        total_pnl: String(n),
        realized_pnl: "0",
        unrealized_pnl: String(n),
      })),
    ),
  );

beforeAll(async () => {
  service = await Service.start();
  await service.fill({ symbol: "IBM" });
  chromium = await Chromium.launch();
  watched = await chromium.page();
  await standIn.attach(watched.page);
  await watched.open(service.url);
});

afterAll(async () => {
  await chromium?.close();
  await service?.stop();
});

async function fillIn(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await watched.page.fill(`[data-testid=field-${name}]`, value);
}

test("The kill switch needs its typed word, is shown engaged, and is reset by another word", async () => {
  const { page } = watched;
  await page.keyboard.press("k");
  await fillIn({ reason: "stop", by: "Ada" });
  await page.fill("[data-testid=dialog-typed]", "kill");
  await expect.poll(() => page.isDisabled("[data-testid=dialog-confirm]")).toBe(true);
  await page.fill("[data-testid=dialog-typed]", "KILL");
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => page.textContent("[data-testid=kill-state]")).toContain("ENGAGED");
  await expect.poll(() => page.textContent("[data-testid=kill-button]")).toBe("KILLED");
  // Only what the route takes is sent: the interface has no "by" here.
  expect(standIn.asked.find((each) => each.method === "POST")?.body).toEqual({
    scope: "global",
    state: "active",
    reason: "stop",
  });
  await page.click("[data-testid=kill-reset]");
  await fillIn({ reason: "over" });
  await page.fill("[data-testid=dialog-typed]", "RESET");
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => page.textContent("[data-testid=kill-state]")).toContain("clear");
});

test("History of the service is drawn from its start", async () => {
  expect(await watched.page.textContent("main")).not.toContain("while this page is open");
});

test("An advisory is proposed, approved with its snapshot, and watched against the thirty seconds", async () => {
  const { page } = watched;
  await watched.open(service.url, "advisories");
  await page.click("[data-testid=propose]");
  await fillIn({ advisory_id: "ADV-1", symbol: "IBM", reference_price: "182.5", position_size: "100" });
  await page.click("[data-testid=dialog-confirm]");
  await watched.row("advisories", "ADV-1");
  await page.click("[data-testid=action-approve]");
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => page.textContent("[data-testid=advisory-status]")).toBe("executed full");
  await expect.poll(() => page.textContent("[data-testid=advisory-clock]")).toContain("1.2 s of 30 s, concluded");
  await expect.poll(() => page.textContent("[data-testid=advisory-log]")).toContain("order filled");
  const approved = standIn.asked.find((each) => each.path.endsWith("/approve"));
  expect(approved?.body).toEqual({ by: "Ada", snapshot_hash: "hash-1" });
  await page.keyboard.press("Escape");
});

test("A break is seen with its difference and explained by the way the service offers", async () => {
  const { page } = watched;
  await watched.open(service.url, "reconciliation");
  await expect.poll(() => watched.column("breaks", "Diff")).toEqual(["\u221250"]);
  for (const path of ["/api/v1/breaks", "/api/v1/reconciliations"])
    expect(standIn.asked.findLast((each) => each.path === path)?.query.get("direction")).toBe("desc");
  await watched.row("breaks", "IBM");
  await page.click("[data-testid=action-explain]");
  await fillIn({ reason: "the transfer of yesterday" });
  await page.click("[data-testid=dialog-confirm]");
  await expect.poll(() => watched.column("breaks", "State")).toEqual(["explained"]);
  await page.keyboard.press("Escape");
});

test("An alert waits on the overview until it is acknowledged", async () => {
  const { page } = watched;
  await watched.open(service.url);
  await expect.poll(() => page.textContent("[data-testid=attention]")).toContain("1 alert is not acknowledged");
  await watched.open(service.url, "alerts");
  await watched.row("alerts", "silent");
  let release: () => void = () => undefined;
  held = new Promise<void>((done) => {
    release = done;
  });
  await page.click("[data-testid=action-ack]");
  await page.click("[data-testid=dialog-confirm]");
  // Whoever leaves the dialog while the service is still busy sees what came of it all the same.
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await watched.open(service.url);
  release();
  await expect.poll(() => page.textContent("[data-testid=attention]")).not.toContain("alert is not");
});

test("A limit stands with its use", async () => {
  await watched.open(service.url, "exposure");
  await expect.poll(() => watched.page.textContent("[data-testid=limits]")).toContain("850 of 1,000");
  await expect.poll(() => watched.page.textContent("[data-testid=limits]")).toContain("85 %");
  expect(watched.complaints).toEqual([]);
});
