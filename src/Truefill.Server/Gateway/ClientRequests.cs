using System;
using System.Collections.Generic;
using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Fix;
using Truefill.Server.Http;

namespace Truefill.Server.Gateway;

/// <summary>
/// Reads what a client asks for. What is no request at all is answered by FIX's own rejects; what is one and cannot be
/// let through goes to the engine with its refusal, so that this too is journaled and told as any other.
/// </summary>
/// <param name="accounts">What the client may trade for; empty: any.</param>
/// <param name="maxOrderAge">Of an order or replace that is sent again; zero: any.</param>
internal sealed class ClientRequests(IReadOnlyList<string> accounts, TimeSpan maxOrderAge)
{
    // ExecInst(18): do not increase.
    private const char DoNotIncrease = 'E';

    // What would change what is asked for, and is not done here: iceberg, pegs, cash quantities and percentages,
    // strategies of the broker's, instruments that a symbol alone does not name.
    private static readonly int[] Unsupported =
    [
        Tags.SymbolSfx, Tags.NoAllocs, Tags.MinQty, Tags.MaxFloor, Tags.CashOrderQty, Tags.EffectiveTime,
        Tags.MaturityMonthYear, Tags.PutOrCall, Tags.StrikePrice, Tags.MaturityDay, Tags.MaxShow,
        Tags.PegOffsetValue, Tags.DiscretionInst, Tags.DiscretionOffsetValue, Tags.ExpireDate, Tags.OrderPercent,
        Tags.MaturityDate, Tags.TargetStrategy, Tags.DisplayQty, Tags.TriggerType,
    ];

    // The same, but for the value that says what holds anyway: the regular settlement, a price per unit, a quantity in
    // units, and for the position the default.
    private static readonly (int Tag, string Usual)[] Plain =
    [
        (Tags.SettlType, "0"), (Tags.PositionEffect, "D"), (Tags.PriceType, "2"), (Tags.QtyType, "0"),
    ];

    /// <summary>Null: <paramref name="verdict"/> says what the message is answered with.</summary>
    public ClientMessage? Read(in FixDelivery delivery, out FixVerdict verdict)
    {
        FixMessage message = delivery.Message;
        verdict = FixVerdict.Accepted;
        if (ClientTexts.Refusal(in message) is { } refusal)
        {
            verdict = refusal;
            return null;
        }

        ClOrdId id = IdOf(in message, Tags.ClOrdID);
        if (id.IsNone)
        {
            verdict = Missing(Tags.ClOrdID, "ClOrdID(11)");
            return null;
        }

        if (DotSegment.Is(id.Text) && message.MsgType is [(byte)'D' or (byte)'G'])
        {
            verdict = FixVerdict.Reject(
                SessionRejectReason.ValueIsIncorrect, Tags.ClOrdID, "ClOrdID(11): " + DotSegment.Refusal);
            return null;
        }

        if (message.MsgType is [(byte)'q']) return ReadMassCancel(in delivery, id, out verdict);
        ClOrdId original = IdOf(in message, Tags.OrigClOrdID);
        string account = AccountOf(message.Text(Tags.Account) ?? "", message.MsgType is [(byte)'D'], out DenyReason no);
        Draft draft = new() { Refusal = no, Detail = no == DenyReason.None ? null : "Account(1)" };
        if (message.MsgType is not [(byte)'F'] && IsTooLate(in delivery))
            draft.Refuse(in message, Tags.OrigSendingTime, DenyReason.TooLateToEnter);
        Side side = SideOf(in message, draft);
        bool isReplace = message.MsgType is [(byte)'G'];
        if (message.MsgType is not [(byte)'F']) RefuseUnsupported(in message, draft);
        object request;
        switch (message.MsgType)
        {
            case [(byte)'D']:
                request = ReadNew(in message, id, account, side, draft);
                break;
            case [(byte)'F']:
                request = new OrderCancelRequest { ClOrdId = id, OrigClOrdId = original, Account = account };
                break;
            default:
                request = ReadReplace(in message, id, original, account, draft);
                break;
        }

        Currency currency = CurrencyOf(in message, draft);
        bool staysReduceOnly = isReplace && IsReduceOnly(in message, draft);
        return new ClientMessage
        {
            Numbering = delivery.Mark.Numbering,
            MsgSeqNum = delivery.Mark.MsgSeqNum,
            PossResend = delivery.PossResend,
            Request = request,
            Refusal = draft.Refusal,
            Detail = draft.Detail,
            OrderId = IdOf(in message, Tags.OrderID),
            Symbol = message.Text(Tags.Symbol) ?? "",
            Side = side,
            ExpireTime = TimeOf(in message, Tags.ExpireTime, null),
            Venue = isReplace ? message.Text(Tags.ExDestination) ?? "" : "",
            ReduceOnly = staysReduceOnly,
            Currency = currency,
        };
    }

    // A line that was down brings back what was asked for before it: what the market has moved away from since must not
    // come to life by that. One that does not say when it was sent first may be as old as can be. A cancel is never too
    // late to ask for.
    private bool IsTooLate(in FixDelivery delivery)
    {
        if (maxOrderAge == TimeSpan.Zero || !delivery.PossDup) return false;
        bool isStated =
            delivery.Message.TryGetUtcTimestamp(Tags.OrigSendingTime, out long sent) == FixRead.Found;

        // The age itself may be more than fits: a time of the year 1700 can be stated.
        return !isStated || sent < delivery.ReceivedAt - FixNanos.Of(maxOrderAge);
    }

    private static void RefuseUnsupported(in FixMessage message, Draft draft)
    {
        foreach (int tag in Unsupported) draft.RefuseIfThere(in message, tag);
        foreach ((int tag, string usual) in Plain)
            if (message.Text(tag) is { } stated && stated != usual) draft.Refuse(in message, tag);
    }

    private static NewOrderSingle ReadNew(
        in FixMessage message, in ClOrdId id, string account, Side side, Draft draft)
    {
        TimeInForce life = LifeOf(in message, draft) ?? TimeInForce.Day;
        return new NewOrderSingle
        {
            ClOrdId = id,
            Symbol = message.Text(Tags.Symbol) ?? "",
            Account = account,
            Venue = message.Text(Tags.ExDestination) ?? "",
            Terms = new OrderTerms(
                side,
                TypeOf(in message, draft) ?? default,
                life,
                QtyOf(in message, draft) ?? default,
                PxOf(in message, Tags.Price, draft),
                PxOf(in message, Tags.StopPx, draft),
                TimeOf(in message, Tags.ExpireTime, draft),
                IsReduceOnly(in message, draft)),
        };
    }

    private static OrderCancelReplaceRequest ReadReplace(
        in FixMessage message, in ClOrdId id, in ClOrdId original, string account, Draft draft)
    {
        return new OrderCancelReplaceRequest
        {
            ClOrdId = id,
            OrigClOrdId = original,
            Account = account,
            OrderQty = QtyOf(in message, draft),
            OrdType = TypeOf(in message, draft),
            TimeInForce = LifeOf(in message, draft),
            Price = PxOf(in message, Tags.Price, draft),
            StopPx = PxOf(in message, Tags.StopPx, draft),
        };
    }

    private ClientMessage? ReadMassCancel(in FixDelivery delivery, in ClOrdId id, out FixVerdict verdict)
    {
        FixMessage message = delivery.Message;
        verdict = FixVerdict.Accepted;
        string symbol = message.Text(Tags.Symbol) ?? "";
        message.TryGetChar(Tags.MassCancelRequestType, out byte type);
        if (type is not ((byte)'1' or (byte)'7') || (type == (byte)'1' && symbol.Length == 0))
        {
            verdict = FixVerdict.Reject(
                SessionRejectReason.ValueIsIncorrect,
                Tags.MassCancelRequestType,
                "MassCancelRequestType(530): use 7 for all orders, or 1 with a Symbol(55)");
            return null;
        }

        // Taken for both sides, it would cancel what it was not meant for.
        if (!ClientSide.TryRead(in message, out Side side))
        {
            verdict = FixVerdict.Reject(
                SessionRejectReason.ValueIsIncorrect, Tags.Side, "Side(54) is none that orders here have");
            return null;
        }

        string account = AccountOf(message.Text(Tags.Account) ?? "", isNew: false, out DenyReason no);
        if (no != DenyReason.None)
        {
            verdict = FixVerdict.Business(
                BusinessRejectReason.NotAuthorized, ClientReportText.Of(no, "Account(1)"));
            return null;
        }

        return new ClientMessage
        {
            Numbering = delivery.Mark.Numbering,
            MsgSeqNum = delivery.Mark.MsgSeqNum,
            Request = new OrderMassCancelRequest(
                id, account, type == (byte)'1' ? symbol : "", side),
        };
    }

    // A new order without an account goes to the client's only one; a request about an order finds it by its ids.
    private string AccountOf(string stated, bool isNew, out DenyReason refusal)
    {
        refusal = DenyReason.None;
        if (accounts.Count == 0) return stated;
        if (stated.Length == 0 && !isNew) return stated;
        if (stated.Length == 0 && accounts.Count == 1) return accounts[0];
        foreach (string each in accounts)
            if (each == stated) return stated;
        refusal = DenyReason.AccountNotPermitted;
        return stated;
    }

    // Its length has been looked at.
    private static ClOrdId IdOf(in FixMessage message, int tag) =>
        message.TryGet(tag, out ReadOnlySpan<byte> value) == FixRead.Found && ShortText.TryFrom(value, out ShortText id)
            ? new ClOrdId(id)
            : default;

    private static FixVerdict Missing(int tag, string name) =>
        FixVerdict.Reject(SessionRejectReason.RequiredTagMissing, tag, name + " is missing");

    // Orders here have no exemption from the rules for short sales, and one that asks for it must not go out without. A
    // side that no order has contradicts the order that a request is about.
    private static Side SideOf(in FixMessage message, Draft draft)
    {
        bool isNew = message.MsgType is [(byte)'D'];
        bool isKnown = ClientSide.TryRead(in message, out Side side);
        bool isExempt = message.TryGetChar(Tags.Side, out byte code) == FixRead.Found
            && code == ClientSide.SellShortExempt;
        if (!isKnown || (isNew && isExempt))
            draft.Refuse(
                in message, Tags.Side, isNew ? DenyReason.UnsupportedField : DenyReason.ContradictsOrder);
        return side;
    }

    private static OrdType? TypeOf(in FixMessage message, Draft draft)
    {
        FixRead read = message.TryGetChar(Tags.OrdType, out byte code);
        if (read == FixRead.Found && code is >= (byte)'1' and <= (byte)'4') return (OrdType)code;
        if (read != FixRead.Missing) draft.Refuse(in message, Tags.OrdType);
        return null;
    }

    private static TimeInForce? LifeOf(in FixMessage message, Draft draft)
    {
        FixRead read = message.TryGetChar(Tags.TimeInForce, out byte code);
        if (read == FixRead.Found && code is >= (byte)'0' and <= (byte)'7') return (TimeInForce)code;
        if (read != FixRead.Missing) draft.Refuse(in message, Tags.TimeInForce);
        return null;
    }

    private static Qty? QtyOf(in FixMessage message, Draft draft)
    {
        FixRead read = message.TryGetDecimal(Tags.OrderQty, out decimal value);
        if (read == FixRead.Missing) return null;
        if (read == FixRead.Found && Qty.TryFrom(value, out Qty qty) == NumberError.None) return qty;
        draft.Refuse(in message, Tags.OrderQty, DenyReason.MalformedRequest);
        return null;
    }

    private static Px? PxOf(in FixMessage message, int tag, Draft draft)
    {
        FixRead read = message.TryGetDecimal(tag, out decimal value);
        if (read == FixRead.Missing) return null;
        if (read == FixRead.Found && Px.TryFrom(value, out Px price) == NumberError.None) return price;
        draft.Refuse(in message, tag, DenyReason.MalformedRequest);
        return null;
    }

    private static UtcNanos TimeOf(in FixMessage message, int tag, Draft? draft)
    {
        FixRead read = message.TryGetUtcTimestamp(tag, out long nanos);
        if (read == FixRead.Malformed) draft?.Refuse(in message, tag, DenyReason.MalformedRequest);
        return read == FixRead.Found ? new UtcNanos(nanos) : default;
    }

    // Whose it has to be, the engine knows.
    private static Currency CurrencyOf(in FixMessage message, Draft draft)
    {
        if (message.MsgType is [(byte)'F'] || message.Text(Tags.Currency) is not { } code) return default;
        if (!Currency.TryParse(code, out Currency currency)) draft.Refuse(in message, Tags.Currency);
        return currency;
    }

    // Of the instructions of a space-separated list, those that a venue would have to be told are not passed on.
    private static bool IsReduceOnly(in FixMessage message, Draft draft)
    {
        if (message.Text(Tags.ExecInst) is not { } instructions) return false;
        bool reduces = false;
        foreach (char each in instructions)
        {
            if (each == DoNotIncrease) reduces = true;
            else if (each != ' ') draft.Refuse(in message, Tags.ExecInst);
        }

        return reduces;
    }

    /// <summary>The first thing that was wrong with a request.</summary>
    private sealed class Draft
    {
        public DenyReason Refusal { get; set; }

        public string? Detail { get; set; }

        public void RefuseIfThere(in FixMessage message, int tag)
        {
            if (message.TryGet(tag, out _) == FixRead.Found) Refuse(in message, tag);
        }

        public void Refuse(in FixMessage message, int tag, DenyReason reason = DenyReason.UnsupportedField)
        {
            if (Refusal != DenyReason.None) return;
            Refusal = reason;
            string name = FixDictionary.For(FixVersion.Fix50SP2).NameOf(tag);
            Detail = $"{name}({tag}) '{message.Text(tag)}'";
        }
    }
}
