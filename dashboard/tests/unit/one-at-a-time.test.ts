import { expect, test } from "vitest";
import { OneAtATime } from "../../src/state/one-at-a-time";

function gate(): { opened: Promise<void>; open: () => void; fail: () => void } {
  let open: () => void = () => undefined;
  let fail: () => void = () => undefined;
  const opened = new Promise<void>((done, failed) => {
    open = done;
    fail = () => failed(new Error("no"));
  });
  return { opened, open, fail };
}

test("What is asked for meanwhile is asked once more, behind the first, and all wait for that", async () => {
  const gates = [gate(), gate()];
  let begun = 0;
  let ended = 0;
  const one = new OneAtATime(async () => {
    await gates[begun++]!.opened;
    ended++;
  });
  const all = [one.run(), one.run(), one.run()];
  expect(begun).toBe(1);
  gates[0]!.open();
  await new Promise((done) => setTimeout(done));
  expect([begun, ended]).toEqual([2, 1]);
  gates[1]!.open();
  await Promise.all(all);
  expect(ended).toBe(2);
});

test("A failure is told, and the next is done all the same", async () => {
  const gates = [gate(), gate()];
  let begun = 0;
  const one = new OneAtATime(() => gates[begun++]!.opened);
  const first = one.run();
  gates[0]!.fail();
  await expect(first).rejects.toThrow("no");
  const second = one.run();
  gates[1]!.open();
  await second;
  expect(begun).toBe(2);
});
