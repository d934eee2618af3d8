import { SseParser, type ServerEvent } from "./sse";

export interface StreamOptions {
  /** Opens the stream from behind that sequence. */
  open: (lastId: string, signal: AbortSignal) => Promise<Response>;
  onEvent: (event: ServerEvent) => void;
  onOpen: (answer: Response) => void;
  /** The connection is gone; the next try is under way by itself. */
  onLost: (reason: unknown) => void;
  /** Longest silence; the service breaks it with heartbeats well before. */
  silenceMs: number;
  retryMs: number;
}

/** One stream that comes back by itself and goes on behind the last event it has got: without loss, without repeats. */
export class EventStream {
  private readonly life = new AbortController();
  private heardAt = 0;

  constructor(
    private lastId: string,
    private readonly options: StreamOptions,
  ) {}

  get id(): string {
    return this.lastId;
  }

  async run(): Promise<void> {
    while (!this.life.signal.aborted) {
      try {
        await this.connection();
        this.lost(new Error("the service ended the stream"));
      } catch (error) {
        this.lost(error);
      }
      await new Promise((done) => setTimeout(done, this.options.retryMs));
    }
  }

  close(): void {
    this.life.abort();
  }

  private lost(reason: unknown): void {
    if (!this.life.signal.aborted) this.options.onLost(reason);
  }

  private async connection(): Promise<void> {
    const broken = new AbortController();
    const end = (): void => broken.abort();
    this.life.signal.addEventListener("abort", end);
    this.heardAt = performance.now();
    const watch = setInterval(() => {
      if (performance.now() - this.heardAt > this.options.silenceMs) broken.abort();
    }, 1000);
    try {
      const answer = await this.options.open(this.lastId, broken.signal);
      if (!answer.ok || !answer.body) throw new Error(`the stream answered ${answer.status}`);
      this.options.onOpen(answer);
      await this.read(answer.body);
    } finally {
      clearInterval(watch);
      this.life.signal.removeEventListener("abort", end);
      broken.abort();
    }
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = new SseParser();
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.life.signal.aborted) return;
      this.heardAt = performance.now();
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        // Taken before the id counts: an event that could not be taken is asked for again.
        this.options.onEvent(event);
        if (event.id) this.lastId = event.id;
      }
    }
  }
}
