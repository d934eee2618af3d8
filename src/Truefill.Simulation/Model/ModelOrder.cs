using System.Collections.Generic;
using Truefill.Domain.Orders;

namespace Truefill.Simulation.Model;

/// <summary>A cancel or replace that was asked for, or that the venue spoke of.</summary>
internal sealed record ModelRequest(string Id, bool IsReplace, Rational? OrderQty, TimeInForce? TimeInForce);

/// <summary>One thing that was reported or decided about an order, as it came.</summary>
internal sealed record OrderFact
{
    /// <summary>What the report says; null for a refused request or a person's resolution.</summary>
    public ExecType? Type { get; init; }

    public bool IsCancelReject { get; init; }

    /// <summary>It took effect here: the order has not been sent.</summary>
    public bool IsHere { get; init; }

    public Resolution? Resolution { get; init; }

    /// <summary>The resolution follows from what a venue said: no person's word.</summary>
    public bool IsEvident { get; init; }

    public string RequestId { get; init; } = "";

    public Rational? OrderQty { get; init; }

    public Rational? CumQty { get; init; }

    public int? Reason { get; init; }

    public bool IsFix42 { get; init; }

    /// <summary>It is a split by this factor, as could be seen when it came; null: not seen.</summary>
    public Rational? Split { get; init; }

    /// <summary>The family of the trade that this fact is about.</summary>
    public TradeFamily? Trade { get; init; }

    public long At { get; init; }

    public long Seq { get; init; }

    public long Arrival { get; init; }

    /// <summary>When it happened at the venue; of a trade: when that happened, whatever of it came first.</summary>
    public long VenueAt => Trade?.Root.At ?? At;

    public long VenueSeq => Trade?.Root.Seq ?? Seq;

    /// <summary>The venue has accepted the order, or what comes after that.</summary>
    public bool ShowsAcceptance => Trade is not null || Type is ExecType.New or ExecType.Replaced or ExecType.Restated
        or ExecType.Suspended or ExecType.Stopped or ExecType.DoneForDay or ExecType.Calculated;

    /// <summary>The venue has the order; if it has ended there since, it says so itself.</summary>
    public bool ShowsLife => Trade is not null || Resolution == Domain.Orders.Resolution.Accepted
        || Type is ExecType.New or ExecType.Replaced or ExecType.Restated or ExecType.Suspended
            or ExecType.Stopped or ExecType.PendingCancel or ExecType.PendingReplace or ExecType.DoneForDay
            or ExecType.Calculated;

    /// <summary>Whether it ends the request that it names.</summary>
    public bool Answers => IsCancelReject || Type is ExecType.Canceled or ExecType.Replaced;

    /// <summary>The order is over, by its venue's word or by what was concluded here.</summary>
    public bool Ends => Type is ExecType.Canceled or ExecType.Expired or ExecType.Rejected
        || Resolution is not null and not Domain.Orders.Resolution.Accepted
        || (IsHere && OrderQty is null);
}

/// <summary>Everything that was requested and reported for one order; nothing else is kept.</summary>
public sealed class ModelOrder
{
    internal ModelOrder(OrderName key, string source) => (Key, Source) = (key, source);

    public OrderName Key { get; }

    public string Source { get; }

    public string Strategy { get; internal init; } = "";

    public string Symbol { get; internal init; } = "";

    public Side Side { get; internal init; }

    /// <summary>Entered elsewhere, and only told here.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Made from a venue's report alone: whether the engine keeps such an order is not specified.</summary>
    public bool IsShadow { get; internal init; }

    /// <summary>Why the status is not predicted any more; null while it is.</summary>
    public string? StatusOpenBecause { get; internal set; }

    /// <summary>Why no number is predicted any more; null while they are.</summary>
    public string? NumbersOpenBecause { get; internal set; }

    /// <summary>Where it was to go; empty: not stated.</summary>
    public string Venue { get; internal init; } = "";

    /// <summary>Taken, and not sent.</summary>
    public bool IsHeld { get; internal set; }

    /// <summary>The order whose fills this one protects, or the exit beside which it stands; null: none.</summary>
    public ModelOrder? Protects { get; internal init; }

    /// <summary>The advisory that it executes; empty: none.</summary>
    public string Advisory { get; internal init; } = "";

    /// <summary>It is to be protected, or stands beside a stop-loss: the engine adjusts it of its own accord.</summary>
    internal bool HasBracket { get; init; }

    internal Rational FirstQty { get; init; }

    internal TimeInForce FirstLife { get; init; }

    /// <summary>When it was entered, in nanoseconds of engine time.</summary>
    internal long EnteredAt { get; init; }

    /// <summary>An execution was reported of it, whosever it turned out to be.</summary>
    internal bool WasExecuted { get; set; }

    internal List<ModelRequest> Requests { get; } = [];

    internal List<OrderFact> Facts { get; } = [];

    internal HashSet<TradeFamily> Families { get; } = [];

    /// <summary>A correction of this order waits for the trade that it is about.</summary>
    public bool HasUnlinkedCorrection => TradeFamily.AnyWaits(Families);

    public OrderView View(Reading reading) => new OrderFold(this, reading).View();

    /// <summary>Accepted or executed, and everything that was asked since is answered.</summary>
    internal bool WaitsForNothing =>
        Facts.Exists(f => f.Trade is { Live: not null } || f.Type == ExecType.New)
        && Requests.TrueForAll(r => Facts.Exists(f => f.RequestId == r.Id && f.Answers));

    internal bool Names(string id) => Key.ClOrdId == id || Requests.Exists(r => r.Id == id);
}

/// <summary>All of an order's numbers under one reading.</summary>
public readonly record struct OrderView(
    OrdStatus OrdStatus, Rational OrderQty, Rational CumQty, Rational LeavesQty, Rational AvgPx, Rational Overfill)
{
    public bool IsOpen => LeavesQty > 0;
}
