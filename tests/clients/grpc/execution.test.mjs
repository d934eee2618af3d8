import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";
import { startService } from "./service.mjs";

const protos = fileURLToPath(new URL("../../../src/Truefill.Server/Grpc/", import.meta.url));
const load = (name) =>
  grpc.loadPackageDefinition(protoLoader.loadSync(protos + name, { keepCase: true, longs: String, enums: String, defaults: true }));
const { truefill } = load("execution.proto");
const health = load("health.proto").grpc.health.v1;

let service;
let client;
let probe;

before(async () => {
  service = await startService();
  client = new truefill.v1.ExecutionService(service.address, grpc.credentials.createInsecure());
  probe = new health.Health(service.address, grpc.credentials.createInsecure());
});

after(async () => {
  client?.close();
  probe?.close();
  await service?.stop();
});

function as(token) {
  const metadata = new grpc.Metadata();
  if (token) metadata.set("authorization", `Bearer ${token}`);
  return metadata;
}

const WAIT = () => ({ deadline: Date.now() + 30_000 });

function call(method, request, token = "admin") {
  return new Promise((done, fail) =>
    client[method](request, as(token), WAIT(), (error, answer) => (error ? fail(error) : done(answer))),
  );
}

const order = (cl_ord_id, more = {}) => ({
  cl_ord_id,
  symbol: "IBM",
  side: "buy",
  qty: "12.50",
  type: "limit",
  price: "182.25",
  account: "ACC1",
  ...more,
});

function refused(code, name) {
  return (error) => {
    assert.equal(error.code, code, error.details);
    assert.equal(error.metadata.get("truefill-code")[0], name);
    return true;
  };
}

test("The health service says that it serves, to anybody, and knows no other service", async () => {
  const check = (name) =>
    new Promise((done, fail) =>
      probe.Check({ service: name }, WAIT(), (error, answer) => (error ? fail(error) : done(answer.status))),
    );
  assert.equal(await check(""), "SERVING");
  assert.equal(await check("truefill.v1.ExecutionService"), "SERVING");
  await assert.rejects(check("another"), { code: grpc.status.NOT_FOUND });
  const watch = probe.Watch({ service: "" });
  const first = await new Promise((done) => watch.once("data", done));
  assert.equal(first.status, "SERVING");
  watch.on("error", () => undefined);
  watch.cancel();
});

test("An order is entered once, whatever is sent again, and stands in the snapshot as HTTP shows it", async () => {
  const entered = await call("SubmitOrder", order("G-1"));
  assert.equal(entered.order_qty, "12.5");
  assert.equal(entered.price, "182.25");
  assert.equal(entered.open, true);
  assert.equal(entered.held, true);
  const again = await call("SubmitOrder", order("G-1"));
  assert.deepEqual(again, entered);
  await assert.rejects(
    call("SubmitOrder", order("G-1", { qty: "13" })),
    refused(grpc.status.ALREADY_EXISTS, "duplicate_cl_ord_id"),
  );
  const snapshot = await call("GetSnapshot", { account: "ACC1" });
  const byHttp = await service.get("/api/v1/snapshot?account=ACC1");
  assert.deepEqual(
    snapshot.open_orders.map((each) => [each.cl_ord_id, each.leaves_qty, each.created_at]),
    byHttp.open_orders.map((each) => [each.cl_ord_id, each.leaves_qty, each.created_at]),
  );
  assert.equal(snapshot.open_orders.length, 1);
  assert.deepEqual((await call("GetSnapshot", { account: "ACC2" })).open_orders, []);
});

test("The status is the HTTP API's", async () => {
  const status = await call("GetStatus", {});
  const byHttp = await service.get("/api/v1/status");
  for (const name of ["mode", "state", "build", "started_at"]) assert.equal(status[name], byHttp[name], name);
  assert.equal(status.open_orders, String(byHttp.open_orders));
  assert.equal(status.exposure.complete, byHttp.exposure.complete);
  assert.ok(Number(status.seq) > 0 && Number(status.seq) <= byHttp.seq);
});

test("An order is canceled by its id; one that does not exist is not found", async () => {
  await call("SubmitOrder", order("G/2 é"));
  const canceled = await call("CancelOrder", { orig_cl_ord_id: "G/2 é", account: "ACC1" });
  assert.equal(canceled.cl_ord_id, "G/2 é");
  const { ord_status } = await service.get(`/api/v1/orders/${encodeURIComponent("G/2 é")}?account=ACC1`);
  assert.equal(canceled.ord_status, ord_status);
  assert.equal(canceled.open, false);
  await assert.rejects(
    call("CancelOrder", { orig_cl_ord_id: "nothing", account: "ACC1" }),
    refused(grpc.status.NOT_FOUND, "unknown_order"),
  );
  await assert.rejects(call("CancelOrder", {}), refused(grpc.status.INVALID_ARGUMENT, "missing_field"));
});

test("Tokens, roles and accounts hold as they do over HTTP", async () => {
  await assert.rejects(call("GetStatus", {}, ""), refused(grpc.status.UNAUTHENTICATED, "unauthenticated"));
  await assert.rejects(call("GetStatus", {}, "wrong"), refused(grpc.status.UNAUTHENTICATED, "unauthenticated"));
  await assert.rejects(
    call("SubmitOrder", order("G-3"), "viewer"),
    refused(grpc.status.PERMISSION_DENIED, "forbidden"),
  );
  await assert.rejects(
    call("SubmitOrder", order("G-3"), "other"),
    refused(grpc.status.PERMISSION_DENIED, "account_forbidden"),
  );
  assert.deepEqual((await call("GetSnapshot", {}, "other")).open_orders, []);
  const { items } = await service.get("/api/v1/orders?limit=1000");
  assert.ok(!items.some((each) => each.cl_ord_id === "G-3"));
});

test("A request that cannot be is refused with its field, and a venue that is not there by name", async () => {
  await assert.rejects(call("SubmitOrder", order("G-4", { qty: "a dozen" })), (error) => {
    assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
    assert.match(error.details, /qty/);
    return true;
  });
  await assert.rejects(
    call("Reconcile", { venue: "NOWHERE", by: "ann" }),
    refused(grpc.status.NOT_FOUND, "unknown_venue"),
  );
});

test("Events come as they happen, and from where they were left", async () => {
  const seen = [];
  const watch = client.WatchEvents({ after_seq: "0", events: ["order"] }, as("admin"));
  const until = (id) =>
    new Promise((done, fail) => {
      watch.on("error", fail);
      watch.on("data", (event) => {
        seen.push(event);
        if (event.order?.cl_ord_id === id) done(event);
      });
    });
  const old = until("G-1");
  await old;
  const came = until("G-5");
  await call("SubmitOrder", order("G-5"));
  const event = await came;
  assert.equal(event.name, "order");
  assert.equal(JSON.parse(event.json).order.cl_ord_id, "G-5");
  watch.removeAllListeners("error");
  watch.on("error", () => undefined);
  watch.cancel();

  const resumed = client.WatchEvents({ after_seq: event.seq, events: ["order"] }, as("admin"));
  const next = new Promise((done) => resumed.on("data", (event) => event.name === "order" && done(event)));
  await call("SubmitOrder", order("G-6"));
  assert.equal((await next).order.cl_ord_id, "G-6");
  resumed.on("error", () => undefined);
  resumed.cancel();
});

test("A deadline ends a call, and an unknown method is said to be that", async () => {
  const watch = client.WatchEvents({ events: ["fill"] }, as("admin"), { deadline: Date.now() + 400 });
  watch.on("data", () => undefined);
  const error = await new Promise((done) => watch.on("error", done));
  assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
  await assert.rejects(
    new Promise((done, fail) =>
      client.makeUnaryRequest(
        "/truefill.v1.ExecutionService/Nothing",
        (x) => x,
        (x) => x,
        Buffer.alloc(0),
        (failure, answer) => (failure ? fail(failure) : done(answer)),
      ),
    ),
    { code: grpc.status.UNIMPLEMENTED },
  );
});
