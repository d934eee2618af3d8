// Compiled against the types that a generator makes of the document; an error that is expected and missing is one too.
import type { operations } from "./api";

type Body<Id extends keyof operations> = operations[Id] extends { requestBody?: infer Asked }
  ? NonNullable<Asked> extends { content: { "application/json": infer Json } }
    ? Json
    : never
  : never;
type Query<Id extends keyof operations> = NonNullable<operations[Id]["parameters"]["query"]>;
type Headers<Id extends keyof operations> = NonNullable<operations[Id]["parameters"]["header"]>;

export const order: Body<"post_api_v1_orders"> = { symbol: "IBM", side: "buy", qty: "100", tif: "gtc", price: 181.5 };
// @ts-expect-error There is no such side.
export const noSide: Body<"post_api_v1_orders"> = { symbol: "IBM", side: "hold", qty: "100" };
// @ts-expect-error The quantity is missing.
export const noQuantity: Body<"post_api_v1_orders"> = { symbol: "IBM", side: "buy" };
// @ts-expect-error There is no such field.
export const noField: Body<"post_api_v1_orders"> = { symbol: "IBM", side: "buy", qty: "1", quantity: "1" };

export const rate: Body<"post_api_v1_marks"> = { from: "USD", to: "TWD", rate: "32.1" };
export const marks: Body<"post_api_v1_marks"> = { items: [{ symbol: "IBM", price: "181" }, rate] };
export const bust: Body<"post_api_v1_executions"> = {
  exec_type: "trade_cancel",
  exec_id: "E2",
  exec_ref_id: "E1",
  timestamp: 1767225600000,
};
export const kill: Body<"post_admin_kill_switch"> = { scope: "symbol", target: "IBM", reason: "thin market" };
// @ts-expect-error What is off is reset by DELETE.
export const off: Body<"post_admin_kill_switch"> = { state: "off", reason: "thin market" };

export const page: Query<"get_api_v1_orders"> = { limit: 10, direction: "desc", status: "open" };
// @ts-expect-error A limit is a number.
export const noLimit: Query<"get_api_v1_orders"> = { limit: "ten" };
export const events: Query<"get_api_v1_stream"> = { events: ["order", "fill"], after_seq: 7 };
export const key: Headers<"post_api_v1_orders"> = { "Idempotency-Key": "K1" };
