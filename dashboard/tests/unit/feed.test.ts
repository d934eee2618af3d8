import { expect, test, vi } from "vitest";
import type { Client } from "../../src/api/client";
import { Feed } from "../../src/state/feed";
import { Store } from "../../src/state/store";

const PICTURE: Record<string, unknown> = {
  "/openapi/v1.json": { paths: {} },
  "/api/v1/status": { time: "2026-11-25T10:00:00Z", venues: [] },
  "/api/v1/snapshot": {
    seq: 7,
    open_orders: [],
    positions: [],
    pnl: { items: [], totals: [] },
    exposure: { converted: [], gaps: [] },
  },
};

/** The service's end of one stream. */
interface Line {
  headers: Record<string, string>;
  say: (name: string, id: number, data: object) => void;
}

function service(journalSeq: number, pictures: readonly Promise<void>[]): { client: Client; lines: Line[] } {
  const lines: Line[] = [];
  let taken = 0;
  const client = {
    get: async (path: string) => {
      if (path === "/api/v1/snapshot") await pictures[taken++];
      return PICTURE[path];
    },
    all: () => Promise.resolve([]),
    fetch: (_: string, init: RequestInit) => {
      let to: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (to = controller) });
      lines.push({
        headers: init.headers as Record<string, string>,
        say: (name, id, data) =>
          to.enqueue(new TextEncoder().encode(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`)),
      });
      return Promise.resolve(new Response(body, { headers: { "truefill-seq": String(journalSeq) } }));
    },
  };
  return { client: client as unknown as Client, lines };
}

function feedOf(journalSeq: number, ...pictures: Promise<void>[]): { lines: Line[]; state: () => string } {
  const { client, lines } = service(journalSeq, pictures);
  const store = new Store();
  void new Feed(client, store).start();
  return { lines, state: () => store.link.state(performance.now()) };
}

test("Events of an hour ago are not live, and the last one that had happened by then is", async () => {
  const { lines, state } = feedOf(900);
  await vi.waitFor(() => expect(lines.length).toBe(1));
  await vi.waitFor(() => expect(state()).toBe("behind"));
  const kill = { seq: 450, time: "2026-11-25T09:00:00Z", kill_switch: {} };
  lines[0]!.say("kill_switch", 450, kill);
  lines[0]!.say("heartbeat", 450, { seq: 450, journal_seq: 901 });
  await vi.waitFor(() => expect(state()).toBe("behind"));
  lines[0]!.say("kill_switch", 900, { ...kill, seq: 900 });
  await new Promise((done) => setTimeout(done, 20));
  expect(state()).toBe("behind");
  lines[0]!.say("heartbeat", 901, { seq: 901, journal_seq: 901 });
  await vi.waitFor(() => expect(state()).toBe("live"));
});

test("A picture that is taken anew is not live before the stream behind it is", async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((done) => (release = done));
  const { lines, state } = feedOf(7, Promise.resolve(), held);
  await vi.waitFor(() => expect(state()).toBe("live"));
  lines[0]!.say("gap", 3, { after_seq: 7, seq: 3, lost: true });
  await vi.waitFor(() => expect(state()).toBe("behind"));
  release();
  await vi.waitFor(() => expect(lines.length).toBe(2));
  await vi.waitFor(() => expect(state()).toBe("live"));
});
