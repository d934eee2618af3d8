import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const program =
  process.env.TRUEFILL_PROGRAM ?? resolve(here, "../../../src/Truefill.Cli/bin/Release/net10.0/truefill");
const START_MS = 60_000;

function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts a service with gRPC, without venues, and with a token of each name: admin, viewer, and one for ACC2 only. */
export async function startService() {
  const folder = mkdtempSync(join(tmpdir(), "truefill-grpc-"));
  const state = join(folder, "state");
  const hash = (token) => createHash("sha256").update(token).digest("hex");
  const tokens = join(folder, "tokens.yaml");
  writeFileSync(
    tokens,
    `tokens:
  - { name: ann, role: admin, hash: "sha256:${hash("admin")}" }
  - { name: eve, role: viewer, hash: "sha256:${hash("viewer")}" }
  - { name: bot, role: trader, accounts: [ACC2], hash: "sha256:${hash("other")}" }
`,
    { mode: 0o600 },
  );
  execFileSync(program, ["init", "--state-dir", state]);
  const port = await freePort();
  const set = ["venues=[]", `api.grpc_port=${port}`, `api.tokens_file=${tokens}`].flatMap((each) => ["--set", each]);
  const child = spawn(program, ["serve", ...set, "--state-dir", state, "--urls", "http://127.0.0.1:0"]);
  const url = await new Promise((ready, fail) => {
    let said = "";
    const timer = setTimeout(() => fail(new Error(`not up after ${START_MS} ms:\n${said}`)), START_MS);
    const hear = (piece) => {
      said += piece;
      const found = /^dashboard: (http:\S+?)\/?$/m.exec(said);
      if (!found || !/^grpc: /m.test(said)) return;
      clearTimeout(timer);
      ready(found[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => fail(new Error(`ended with ${code}:\n${said}`)));
  });
  return {
    address: `127.0.0.1:${port}`,
    async get(path) {
      const answer = await fetch(url + path, { headers: { authorization: "Bearer admin" } });
      return answer.json();
    },
    async stop() {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
