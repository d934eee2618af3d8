export interface FixField {
  tag: string;
  name: string;
  value: string;
}

/** Names of the tags that stand in orders and their reports (FIX 4.4). */
const NAMES: Record<string, string> = {
  1: "Account",
  6: "AvgPx",
  8: "BeginString",
  9: "BodyLength",
  10: "CheckSum",
  11: "ClOrdID",
  12: "Commission",
  13: "CommType",
  14: "CumQty",
  15: "Currency",
  17: "ExecID",
  19: "ExecRefID",
  20: "ExecTransType",
  21: "HandlInst",
  30: "LastMkt",
  31: "LastPx",
  32: "LastQty",
  34: "MsgSeqNum",
  35: "MsgType",
  37: "OrderID",
  38: "OrderQty",
  39: "OrdStatus",
  40: "OrdType",
  41: "OrigClOrdID",
  43: "PossDupFlag",
  44: "Price",
  48: "SecurityID",
  49: "SenderCompID",
  52: "SendingTime",
  54: "Side",
  55: "Symbol",
  56: "TargetCompID",
  58: "Text",
  59: "TimeInForce",
  60: "TransactTime",
  75: "TradeDate",
  76: "ExecBroker",
  97: "PossResend",
  99: "StopPx",
  100: "ExDestination",
  102: "CxlRejReason",
  103: "OrdRejReason",
  122: "OrigSendingTime",
  126: "ExpireTime",
  150: "ExecType",
  151: "LeavesQty",
  167: "SecurityType",
  198: "SecondaryOrderID",
  207: "SecurityExchange",
  378: "ExecRestatementReason",
  432: "ExpireDate",
  434: "CxlRejResponseTo",
  851: "LastLiquidityInd",
};

/** The fields of a raw FIX message; empty when it is none. */
export function fixFields(raw: string): FixField[] {
  if (!/^8=FIXT?\.\d/.test(raw)) return [];
  return raw
    .split("\u0001")
    .filter((part) => /^\d+=/.test(part))
    .map((part) => {
      const at = part.indexOf("=");
      const tag = part.slice(0, at);
      return { tag, name: NAMES[tag] ?? "", value: part.slice(at + 1) };
    });
}
