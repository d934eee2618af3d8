// What others make of /openapi/v1.json: a validator, a checker of bodies, and a generator of clients.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { start } from "../alpaca/service.mjs";

let service;
let document;

before(async () => {
  service = await start();
  document = await (await fetch(`${service.url}/openapi/v1.json`)).json();
});

after(() => service?.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

const bodyOf = (name) =>
  operations().find((each) => each.name === name).operation.requestBody.content["application/json"].schema;

test("the document is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors, null, 1));
});

test("every schema is valid JSON Schema, and every default and example fits its own", () => {
  const formats = { decimal: true, "date-time": true };
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: true, formats });
  ajv.addKeyword("components");
  ajv.addSchema({ $id: "truefill", components: document.components });
  const absolute = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"truefill#/'));
  let count = 0;
  for (const { operation } of operations()) {
    const content = [operation.requestBody, ...Object.values(operation.responses)].flatMap((each) =>
      Object.values(each?.content ?? {}),
    );
    for (const { schema } of [...content, ...operation.parameters]) {
      if (!schema) continue;
      const fits = ajv.compile(absolute(schema));
      count += 1;
      if (schema.default !== undefined) assert.ok(fits(schema.default), JSON.stringify(schema));
      for (const example of schema.examples ?? []) assert.ok(fits(example), JSON.stringify(schema));
    }
  }
  assert.ok(count > 200, `${count} schemas`);
});

const BODIES = [
  ["POST /api/v1/orders", { symbol: "IBM", side: "buy", qty: "100", type: "limit", price: 181.5, tif: "gtc" }],
  ["POST /api/v1/orders", { symbol: "IBM", side: "buy", qty: 1, venue: null, cl_ord_id: 7 }],
  ["POST /api/v1/orders", { symbol: "IBM", side: "hold", qty: "100" }],
  ["POST /api/v1/orders", { symbol: "IBM", side: "buy" }],
  ["POST /api/v1/orders", { symbol: "IBM", side: "buy", qty: "1", quantity: "1" }],
  ["POST /api/v1/orders", { symbol: "IBM", side: "buy", qty: "1e3" }],
  ["POST /api/v1/orders", { symbol: "IBM", side: "buy", qty: "1", cl_ord_id: "x".repeat(48) }],
  ["POST /api/v1/marks", { symbol: "IBM", price: "181" }],
  ["POST /api/v1/marks", { from: "USD", to: "TWD", rate: "32.1" }],
  ["POST /api/v1/marks", { items: [{ symbol: "IBM", price: "181" }, { from: "USD", to: "TWD", rate: "32.1" }] }],
  ["POST /api/v1/marks", { symbol: "IBM", price: "181", rate: "1" }],
  ["POST /api/v1/positions/import", { symbol: "IBM", qty: "1", px: "180", reference: "R1", reason: "opening" }],
  ["POST /api/v1/positions/import", { reason: "opening", items: [{ symbol: "IBM", qty: "1", px: "180" }] }],
  ["POST /admin/kill-switch", { scope: "symbol", target: "IBM", state: "warning", reason: "thin market" }],
  ["POST /admin/kill-switch", { state: "off", reason: "thin market" }],
  ["POST /admin/cache/purge", { capacity: 100, ttl_ms: "2000" }],
  ["POST /admin/cache/purge", { capacity: -1 }],
];

for (const [name, body] of BODIES) {
  test(`the service takes ${JSON.stringify(body)} at ${name} exactly if the document says so`, async () => {
    const ajv = new Ajv2020({ strict: false, formats: { decimal: true, "date-time": true } });
    const [method, path] = name.split(" ");
    const answer = await fetch(service.url + path, {
      method,
      headers: { "content-type": "application/json", "truefill-by": "ann" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.equal(answer.status !== 400, ajv.validate(bodyOf(name), body), text);
  });
}

test("a generated client has types for what it sends: usage.ts compiles, and what it gets wrong does not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "truefill-openapi-"));
  try {
    writeFileSync(join(folder, "api.d.ts"), astToString(await openapiTS(structuredClone(document))));
    copyFileSync(join(import.meta.dirname, "usage.ts"), join(folder, "usage.ts"));
    const options = { strict: true, noEmit: true, types: [], exactOptionalPropertyTypes: true };
    const program = ts.createProgram([join(folder, "usage.ts")], options);
    const told = ts.getPreEmitDiagnostics(program).map((each) => ts.flattenDiagnosticMessageText(each.messageText, "\n"));
    assert.deepEqual(told, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
