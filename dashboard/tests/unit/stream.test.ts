import { expect, test } from "vitest";
import { EventStream } from "../../src/api/stream";

function answer(text: string): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    }),
  );
}

test("A stream that ends goes on behind the last event it has got", async () => {
  const asked: string[] = [];
  const got: string[] = [];
  const answers = [
    "id: 11\nevent: fill\ndata: a\n\nid: 12\nevent: fill\ndata: b\n\nid: 13\nevent: fi",
    "id: 13\nevent: fill\ndata: c\n\n",
  ];
  await new Promise<void>((done) => {
    const stream = new EventStream("10", {
      open: (lastId) => {
        asked.push(lastId);
        const next = answers.shift();
        return next === undefined ? new Promise(() => done()) : Promise.resolve(answer(next));
      },
      onEvent: (event) => got.push(event.data),
      onOpen: () => undefined,
      onLost: () => undefined,
      silenceMs: 10_000,
      retryMs: 1,
    });
    void stream.run();
  });
  expect(asked).toEqual(["10", "12", "13"]);
  expect(got).toEqual(["a", "b", "c"]);
});

test("An event that could not be taken is asked for again", async () => {
  const asked: string[] = [];
  let fail = true;
  await new Promise<void>((done) => {
    const stream = new EventStream("0", {
      open: (lastId) => {
        asked.push(lastId);
        return asked.length > 2 ? new Promise(() => done()) : Promise.resolve(answer("id: 1\ndata: x\n\n"));
      },
      onEvent: () => {
        if (!fail) return;
        fail = false;
        throw new Error("not now");
      },
      onOpen: () => undefined,
      onLost: () => undefined,
      silenceMs: 10_000,
      retryMs: 1,
    });
    void stream.run();
  });
  expect(asked).toEqual(["0", "0", "1"]);
});

test("Silence beyond the heartbeat ends a connection that only looks alive", async () => {
  let reason: unknown;
  await new Promise<void>((done) => {
    const stream = new EventStream("5", {
      open: (_, signal) =>
        new Promise((__, reject) => signal.addEventListener("abort", () => reject(new Error("silent")))),
      onEvent: () => undefined,
      onOpen: () => undefined,
      silenceMs: 500,
      retryMs: 1,
      onLost: (why) => {
        reason = why;
        stream.close();
        done();
      },
    });
    void stream.run();
  });
  expect((reason as Error).message).toBe("silent");
});
