import type { Row } from "../api/types";
import { millis } from "../format/times";

export interface ExecutionTime {
  /** Null: not known yet. */
  passedMs: number | null;
  isConcluded: boolean;
}

/**
 * How much of its time an execution has used. It counts from the hand-over to the venue, as the service counts its
 * limit, and not from the start; undefined where nothing was handed over.
 *
 * @param now By the service's clock, as the rows are.
 */
export function executionTime(log: readonly Row[], now: number | undefined): ExecutionTime | undefined {
  const start = log.findLast((row) => row["event"] === "order_submitted");
  if (!start) return undefined;
  const end = log.findLast((row) => row["event"] === "execution_result");
  const until = end ? millis(String(end["timestamp"])) : now;
  const passedMs = until === undefined ? null : Math.max(0, until - millis(String(start["timestamp"])));
  return { passedMs, isConcluded: end !== undefined };
}
