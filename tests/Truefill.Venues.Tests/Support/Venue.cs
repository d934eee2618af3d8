using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Venues.Tests.Support;

/// <summary>A simulated market with a hand on it: orders in one line, time in milliseconds since its start.</summary>
internal sealed class Venue
{
    public static readonly UtcNanos Start = new(1_700_000_000L * UtcNanos.PerSecond);

    private long queries;

    public Venue(SimulatedMarketSettings? settings = null)
    {
        Market = new SimulatedMarket(settings ?? new SimulatedMarketSettings(), Reports, Start);
        Market.Connect();
        Reports.Clear();
    }

    /// <summary>The venue that wrote a log, after a restart.</summary>
    public Venue(IEnumerable<string> log)
    {
        Market = new SimulatedMarket(new SimulatedMarketSettings(), Reports, Start);
        Market.Restore(log);
        Market.Connect();
        Reports.Clear();
    }

    public ReportList Reports { get; } = new();

    public SimulatedMarket Market { get; }

    public static Px Price(decimal price) => Px.FromTrusted(price);

    public static Qty Quantity(decimal qty) => Qty.FromTrusted(qty);

    public static UtcNanos At(long milliseconds) => Start.AddNanos(milliseconds * UtcNanos.PerMillisecond);

    public static VenueCommand Order(
        string id,
        decimal signedQty,
        decimal? price = null,
        decimal? stop = null,
        TimeInForce tif = TimeInForce.Day,
        string symbol = "IBM",
        string account = "A",
        string link = "") => new(
        VenueCommandKind.New,
        default,
        ClOrdId.FromTrusted(id),
        default,
        default,
        account,
        symbol,
        new OrderTerms(
            signedQty < 0 ? Side.Sell : Side.Buy,
            (price, stop) switch
            {
                (null, null) => OrdType.Market,
                (not null, null) => OrdType.Limit,
                (null, not null) => OrdType.Stop,
                _ => OrdType.StopLimit,
            },
            tif,
            Quantity(Math.Abs(signedQty)),
            price is { } limit ? Price(limit) : null,
            stop is { } trigger ? Price(trigger) : null),
        default,
        ClOrdId.FromTrusted(link));

    public static VenueCommand Cancellation(string id, in VenueCommand order) => order with
    {
        Kind = VenueCommandKind.Cancel,
        WireId = ClOrdId.FromTrusted(id),
        OrigWireId = order.WireId,
    };

    public static VenueCommand Replacement(string id, in VenueCommand order, decimal qty, decimal? price) => order with
    {
        Kind = VenueCommandKind.Replace,
        WireId = ClOrdId.FromTrusted(id),
        OrigWireId = order.WireId,
        Terms = order.Terms with { OrderQty = Quantity(qty), Price = price is { } limit ? Price(limit) : null },
    };

    /// <summary>Sends at a time, and lets pass what is due by then.</summary>
    public VenueCommand Send(long milliseconds, in VenueCommand command)
    {
        Market.AdvanceTo(At(milliseconds));
        Market.Send(in command, At(milliseconds));
        return command;
    }

    public void Print(long milliseconds, decimal price, decimal size, string symbol = "IBM") =>
        Market.Print(new TradePrint(At(milliseconds), symbol, Price(price), Quantity(size)));

    public void Wait(long milliseconds) => Market.AdvanceTo(At(milliseconds));

    /// <summary>Asks now and waits for the answer, which is taken out of the reports.</summary>
    public VenueAnswer Ask(QueryKind kind, string wireId = "", long? since = null) => TryAsk(kind, wireId, since)!;

    /// <summary>Null: the answer was lost on its way.</summary>
    public VenueAnswer? TryAsk(QueryKind kind, string wireId = "", long? since = null)
    {
        VenueQuery query = new(
            ++queries, kind, ClOrdId.FromTrusted(wireId), default, "", "", since is { } from ? At(from) : default);
        Market.Ask(in query, Market.Now);
        Market.AdvanceTo(Market.Now.AddNanos(UtcNanos.PerSecond));
        return Reports.Answers.LastOrDefault(answer => answer.QueryId == query.Id);
    }
}
