// The API's JSON, as far as this page reads it. Decimals are strings, times RFC 3339 texts, absent values null.

export type Text = string | null;

export interface Page<T> {
  items: T[];
  next: Text;
}

export interface Order {
  cl_ord_id: string;
  chain: string[];
  account: string;
  strategy: string;
  symbol: string;
  venue: string;
  side: string;
  ord_status: string;
  order_qty: string;
  cum_qty: string;
  leaves_qty: string;
  avg_px: string;
  overfill_qty: string;
  unknown: boolean;
  unknown_since: Text;
  order_id: Text;
  wire_id: string;
  type: string;
  price: Text;
  stop_px: Text;
  tif: string;
  text: Text;
  correlation_id: Text;
  open: boolean;
  held: boolean;
  request_in_flight: boolean;
  origin: string;
  source: string;
  created_at: string;
}

export interface Fill {
  seq: number;
  exec_id: string;
  cl_ord_id: Text;
  order_id: Text;
  account: string;
  strategy: string;
  symbol: string;
  venue: string;
  side: string;
  last_qty: string;
  last_px: string;
  fee: Text;
  fee_currency: Text;
  time: string;
  busted: boolean;
  corrected: boolean;
}

export interface Lot {
  qty: string;
  px: string;
  exec_id: Text;
  time: string;
}

export interface Position {
  account: string;
  strategy: string;
  symbol: string;
  qty: string;
  avg_px: string;
  realized_pnl: string;
  unrealized_pnl: Text;
  fees: string;
  net_cash: string;
  currency: string;
  multiplier: string;
  method: string;
  mark: { price: string; source: string; time: string; age_ms: number } | null;
  last_execution_at: Text;
  lots?: Lot[];
}

export interface PnlRow {
  account: string;
  strategy?: string;
  currency: string;
  realized_pnl: Text;
  unrealized_pnl: Text;
  fees: Text;
  total_pnl: Text;
  day_pnl?: Text;
}

export interface Pnl {
  items: PnlRow[];
  totals: PnlRow[];
}

export interface ExposureRow {
  account: string;
  strategy: Text;
  scope: "account" | "strategy";
  currency: string;
  net: string;
  gross: string;
}

export interface Exposure {
  items: ExposureRow[];
  converted: ExposureRow[];
  gaps: { account: string; missing: string; symbol: Text; from: Text; to: Text }[];
  complete: boolean;
}

export interface Venue {
  venue: string;
  state: string;
  access: string;
  since: Text;
  trading?: string;
  reason?: Text;
  last_callback_age_ms?: number | null;
}

export interface Status {
  mode: string;
  build: string;
  state: string;
  failure: Text;
  held: Text;
  started_at: string;
  time: string;
  epoch: number;
  seq: number;
  venues: Venue[];
  open_orders: number;
  held_orders: number;
  unknown_orders: number;
  /** These two are told to who may see all accounts. */
  executions?: number;
  dead_letters_open?: number;
  pnl: PnlRow[];
  exposure: Exposure;
}

export interface Snapshot {
  seq: number;
  time: string;
  positions: Position[];
  open_orders: Order[];
  exposure: Exposure;
  pnl: Pnl;
}

export interface DeadLetter {
  id: number;
  seq: number;
  time: string;
  source: string;
  msg_seq_num: number | null;
  reason: string;
  detail: string;
  state: string;
  closed_by: Text;
  close_reason: Text;
  raw_length: number;
  raw: string;
  raw_text: Text;
}

export interface KillSwitch {
  status?: string;
  kill_switch_engaged: boolean;
  reason: Text;
  switches: Row[];
}

/** One object of which only the names are known when it comes. */
export type Row = Record<string, unknown>;
