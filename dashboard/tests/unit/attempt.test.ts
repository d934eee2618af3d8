import { expect, test } from "vitest";
import { Attempt } from "../../src/api/attempt";
import { ApiError } from "../../src/api/error";

const values = { symbol: "IBM", qty: "5" };

test("What is sent again after a lost answer goes under the same key", () => {
  const attempt = new Attempt();
  const key = attempt.keyFor(values);
  attempt.failed(new TypeError("Failed to fetch"));
  expect(attempt.keyFor({ ...values })).toBe(key);
  attempt.failed(new ApiError(503, "busy", "Too much at once."));
  expect(attempt.keyFor(values)).toBe(key);
  attempt.failed(new ApiError(409, "answer_not_kept", "This was done."));
  expect(attempt.keyFor(values)).toBe(key);
});

test("Other values are another request", () => {
  const attempt = new Attempt();
  const key = attempt.keyFor(values);
  attempt.failed(new TypeError("Failed to fetch"));
  expect(attempt.keyFor({ ...values, qty: "6" })).not.toBe(key);
});

test("What was refused is decided anew when it is sent again", () => {
  const attempt = new Attempt();
  const key = attempt.keyFor(values);
  attempt.failed(new ApiError(422, "kill_switch_active", "A kill switch stops it."));
  expect(attempt.keyFor(values)).not.toBe(key);
});

test("Each dialog has a key of its own", () => {
  expect(new Attempt().keyFor(values)).not.toBe(new Attempt().keyFor(values));
});
