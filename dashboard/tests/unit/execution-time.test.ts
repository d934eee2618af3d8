import { expect, test } from "vitest";
import { executionTime } from "../../src/state/execution-time";
import { ServiceClock } from "../../src/state/service-clock";

const at = (ms: number): string => new Date(Date.UTC(2026, 10, 25) + ms).toISOString();
const row = (event: string, ms: number): Record<string, unknown> => ({ event, timestamp: at(ms) });

test("An execution's time counts from the hand-over to the venue, by the service's clock", () => {
  const clock = new ServiceClock();
  const log = [row("execution_start", 0), row("order_submitted", 4000)];
  expect(executionTime(log, clock.now(0))).toEqual({ passedMs: null, isConcluded: false });
  clock.told(Date.parse(at(5000)), 70_000);
  expect(executionTime(log, clock.now(72_500))).toEqual({ passedMs: 3500, isConcluded: false });
  expect(executionTime([...log, row("execution_result", 5200)], clock.now(99_000))).toEqual({
    passedMs: 1200,
    isConcluded: true,
  });
});

test("What was never handed over has used nothing of its time", () => {
  expect(executionTime([row("execution_start", 0), row("execution_result", 10)], 5)).toBeUndefined();
});
