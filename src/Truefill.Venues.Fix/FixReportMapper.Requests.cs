using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <content>What somebody's system asked the venue for, seen on the wire or in a log.</content>
public sealed partial class FixReportMapper
{
    private NewOrderSingle MapNew(in FixMessage message)
    {
        NewOrderSingle request = new()
        {
            ClOrdId = RequiredId(in message, Tags.ClOrdID),
            Symbol = Symbol(in message) ?? "",
            Terms = new OrderTerms(
                Side(in message) ?? default,
                OrdType(in message) ?? default,
                TimeInForce(in message) ?? Domain.Orders.TimeInForce.Day,
                OrderQty(in message) ?? Qty.Zero,
                read.Px(in message, Tags.Price),
                read.Px(in message, Tags.StopPx),
                ExpireTime(in message)),
            Account = Account(in message) ?? "",
            Venue = venueName,
            Origin = OrderOrigin.Observed,
        };
        read.Time(in message, Tags.TransactTime);
        read.Require(request.Symbol.Length > 0, Tags.Symbol);
        read.Require(request.Terms.Side != default, Tags.Side);
        read.Require(request.Terms.OrdType != default, Tags.OrdType);
        return request;
    }

    private OrderCancelRequest MapCancel(in FixMessage message)
    {
        OrderCancelRequest request = new()
        {
            OrigClOrdId = RequiredId(in message, Tags.OrigClOrdID),
            ClOrdId = RequiredId(in message, Tags.ClOrdID),
            Account = Account(in message) ?? "",
            Origin = OrderOrigin.Observed,
        };
        CheckRepeated(in message);
        read.Qty(in message, Tags.OrderQty);
        return request;
    }

    private OrderCancelReplaceRequest MapReplace(in FixMessage message)
    {
        OrderCancelReplaceRequest request = new()
        {
            OrigClOrdId = RequiredId(in message, Tags.OrigClOrdID),
            ClOrdId = RequiredId(in message, Tags.ClOrdID),
            Account = Account(in message) ?? "",
            OrderQty = OrderQty(in message),
            OrdType = OrdType(in message),
            TimeInForce = TimeInForce(in message),
            Price = read.Px(in message, Tags.Price),
            StopPx = read.Px(in message, Tags.StopPx),
            Origin = OrderOrigin.Observed,
        };
        CheckRepeated(in message);
        return request;
    }

    // What only repeats the order has no place in the request; a spoiled one still means that the message is not to
    // be trusted.
    private void CheckRepeated(in FixMessage message)
    {
        Side(in message);
        Symbol(in message);
        read.Id(in message, Tags.OrderID);
        read.Time(in message, Tags.TransactTime);
    }

    private ClOrdId RequiredId(in FixMessage message, int tag)
    {
        ClOrdId id = new(read.Id(in message, tag));
        read.Require(!id.IsNone, tag);
        return id;
    }

    // An order by amount of money or percent has no quantity until the venue says how many units that is.
    private Qty? OrderQty(in FixMessage message)
    {
        Qty? qty = read.Qty(in message, Tags.OrderQty);
        bool isOtherwiseStated = message.Contains(Tags.CashOrderQty) || message.Contains(Tags.OrderPercent);
        read.Require(qty is not null || isOtherwiseStated, Tags.OrderQty);
        return qty;
    }

    // ExpireTime(126), else the end of ExpireDate(432) where the venue is.
    private UtcNanos ExpireTime(in FixMessage message)
    {
        UtcNanos time = read.Time(in message, Tags.ExpireTime);
        if (!time.IsNone) return time;
        FixRead outcome = message.TryGetDate(Tags.ExpireDate, out DateOnly date);
        if (outcome == FixRead.Malformed) read.Invalid(Tags.ExpireDate, "is not a date");
        if (outcome != FixRead.Found) return default;
        if (date.Year is < 1970 or > 2261)
        {
            read.Invalid(Tags.ExpireDate, "is outside the years 1970 to 2261");
            return default;
        }

        DateTime midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (dialect.TimeZone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return UtcNanos.Of(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(midnight, dialect.TimeZone)));
    }
}
