// A service of the built program on a free loopback port, with the simulated venue; ended with the tests.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const program = resolve(import.meta.dirname, "../../../src/Truefill.Cli/bin/Release/net10.0/truefill");

export async function start() {
  const state = mkdtempSync(join(tmpdir(), "truefill-alpaca-"));
  const made = spawnSync(program, ["init", "--state-dir", join(state, "s")], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  const child = spawn(program, ["serve", "--state-dir", join(state, "s"), "--urls", "http://127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const url = await new Promise((ready, fail) => {
    const hear = (piece) => {
      said += piece;
      const found = /^dashboard: (http:\/\/\S+?)\/?$/m.exec(said);
      if (found) ready(found[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => fail(new Error(`ended with ${code}:\n${said}`)));
  });
  return {
    url,
    async stop() {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await gone;
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** Waits for something to become true. */
export async function until(what, look, ms = 15000) {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
