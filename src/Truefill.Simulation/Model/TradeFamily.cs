using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Simulation.Model;

/// <summary>What makes an execution the same one: venue (or order-less source), scope, id.</summary>
internal readonly record struct ExecName(string Feed, int Scope, string Id);

/// <summary>One report of a trade, of a correction of it or of its bust, as it came.</summary>
internal sealed record TradeVersion
{
    public required ExecName Name { get; init; }

    public required ExecType Type { get; init; }

    public string Account { get; init; } = "";

    public string Symbol { get; init; } = "";

    public Side Side { get; init; }

    public Rational LastQty { get; init; }

    public Rational LastPx { get; init; }

    /// <summary>The id that a correction or bust refers to; empty for a trade.</summary>
    public string RefId { get; init; } = "";

    public Fee? Fee { get; init; }

    public IReadOnlyList<Fee>? FurtherFees { get; init; }

    /// <summary>What was charged under its id later, on its own.</summary>
    public List<LaterCharge> Later { get; } = [];

    /// <summary>Many venues send a charge of zero where they say nothing of charges: it counts as not there.</summary>
    public IEnumerable<Fee> Fees => (Fee is { } fee ? [fee] : Enumerable.Empty<Fee>()).Concat(FurtherFees ?? [])
        .Where(each => each.Amount.Amount != 0);

    /// <summary>All that it says of a kind in a currency, and when it first did; null: nothing.</summary>
    public (decimal Amount, long Since)? Charged(FeeKind kind, Currency currency)
    {
        List<Fee> reported = [.. Fees.Where(IsOf)];
        List<LaterCharge> later = Later.FindAll(each => IsOf(each.Fee));
        if (reported.Count + later.Count == 0) return null;
        decimal sum = reported.Sum(fee => fee.Amount.Amount) + later.Sum(each => each.Fee.Amount.Amount);
        return (sum, reported.Count > 0 ? Arrival : later[0].Arrival);

        bool IsOf(Fee fee) => fee.Kind == kind && fee.Amount.Currency == currency;
    }

    /// <summary>It has said just this: what it was reported with counts together, kind by kind.</summary>
    public bool SaysCharge(Fee fee) => Later.Exists(each => each.Fee == fee)
        || Fees.GroupBy(each => (each.Kind, each.Amount.Currency)).Any(kind =>
            kind.Key == (fee.Kind, fee.Amount.Currency) && kind.Sum(each => each.Amount.Amount) == fee.Amount.Amount);

    /// <summary>A venue's way of charging without a trade: quantity zero with a fee.</summary>
    public bool ChargesOnly { get; init; }

    public long At { get; init; }

    public long Seq { get; init; }

    public long Arrival { get; init; }

    /// <summary>The same thing said again. Times, sequence numbers and fees may differ between feeds.</summary>
    public bool Says(TradeVersion other) =>
        Type == other.Type && RefId == other.RefId
        && (Type == ExecType.TradeCancel ? Account == other.Account : SaysNumbers(other));

    public bool SaysNumbers(TradeVersion other) =>
        Account == other.Account && Symbol == other.Symbol && (Side == Side.Buy) == (other.Side == Side.Buy)
        && LastQty == other.LastQty && LastPx == other.LastPx;
}

/// <summary>A charge that came on its own.</summary>
internal sealed record LaterCharge(Fee Fee, long Arrival);

/// <summary>A trade with all its corrections and busts: together at most one execution that counts.</summary>
internal sealed class TradeFamily
{
    private readonly List<TradeVersion> versions = [];

    /// <summary>All that came, in the order of arrival.</summary>
    public IReadOnlyList<TradeVersion> Versions => versions;

    /// <summary>What was charged later under the id of the trade itself.</summary>
    public List<LaterCharge> Charges { get; } = [];

    public bool HasTrade { get; private set; }

    /// <summary>Where its quantity is booked: the strategy of its order, or a sub-ledger.</summary>
    public string Strategy { get; set; } = "";

    public ModelOrder? Order { get; set; }

    /// <summary>Whether the engine knew its order, and so the sub-ledger, is not specified.</summary>
    public bool IsShadow { get; set; }

    /// <summary>
    /// Corrected, but the trade itself has not come yet: whether that is booked already is not specified.
    /// </summary>
    public bool WaitsForTrade => Live is not null && !HasTrade;

    /// <summary>The version that counts; null when busted.</summary>
    public TradeVersion? Live { get; private set; }

    /// <summary>The version that counts, or did before it was busted. Of a family with at least one.</summary>
    public TradeVersion Last { get; private set; } = null!;

    /// <summary>The trade itself, or what came first of it. Of a family with at least one version.</summary>
    public TradeVersion Root { get; private set; } = null!;

    /// <summary>What the version charged that was the last to charge anything; null: none did.</summary>
    public Fee? LastFee { get; private set; }

    /// <summary>
    /// What is charged: of each kind in each currency, what the last version says that says anything of them, and what
    /// was charged for the trade itself after that was first said.
    /// </summary>
    public IEnumerable<Money> AllFees()
    {
        if (versions.Count == 1)
            return versions[0].Fees.Concat(Charges.Select(each => each.Fee)).Select(fee => fee.Amount);
        List<TradeVersion> inOrder = [.. InOrder()];
        return inOrder.SelectMany(v => v.Fees.Concat(v.Later.Select(each => each.Fee)))
            .Concat(Charges.Select(each => each.Fee))
            .Select(fee => (fee.Kind, fee.Amount.Currency)).Distinct().ToList()
            .Select(kind => new Money(ChargedOf(inOrder, kind.Kind, kind.Currency), kind.Currency));
    }

    private decimal ChargedOf(List<TradeVersion> inOrder, FeeKind kind, Currency currency)
    {
        TradeVersion? says = inOrder.FindLast(v => v.Charged(kind, currency) is not null);
        (decimal stated, long since) = says?.Charged(kind, currency) ?? (0, 0);
        return stated + Charges
            .Where(each => each.Fee.Kind == kind && each.Fee.Amount.Currency == currency)
            .Where(each => says is null or { Type: ExecType.Trade } || each.Arrival > since)
            .Sum(each => each.Fee.Amount.Amount);
    }

    public IReadOnlyList<PositionName> Keys => Versions.Count == 1
        ? Versions[0].Type == ExecType.TradeCancel ? [] : [KeyOf(Versions[0])]
        : [.. Versions.Where(v => v.Type != ExecType.TradeCancel).Select(KeyOf).Distinct()];

    public void Add(TradeVersion version)
    {
        versions.Add(version);
        Look();
    }

    public void Remove(TradeVersion version)
    {
        versions.Remove(version);
        HasTrade = false;
        Live = null;
        if (versions.Count > 0) Look();
    }

    public static bool AnyWaits(HashSet<TradeFamily> families)
    {
        foreach (TradeFamily family in families)
            if (family.WaitsForTrade) return true;
        return false;
    }

    // Worked out from the first version on whenever there is another one: asked for, it is far more often.
    private void Look()
    {
        bool isBusted = versions.Exists(v => v.Type == ExecType.TradeCancel);
        HasTrade = versions.Exists(v => v.Type == ExecType.Trade);
        Root = versions.Find(v => v.Type == ExecType.Trade) ?? versions[0];
        Last = versions.Count == 1 ? versions[0] : InOrder().LastOrDefault() ?? versions[0];
        Live = isBusted ? null : Last;
        LastFee = versions.FindLast(v => v.Fee is not null)?.Fee;
    }

    private IEnumerable<TradeVersion> InOrder() =>
        versions.Where(v => v.Type != ExecType.TradeCancel).OrderBy(Depth).ThenBy(v => v.Arrival);

    private PositionName KeyOf(TradeVersion version) => new(version.Account, Strategy, version.Symbol);

    // How many corrections lie between this version and the trade.
    private int Depth(TradeVersion version)
    {
        int depth = 0;
        TradeVersion? at = version;
        while (at is not null && at.RefId.Length > 0 && depth <= versions.Count)
        {
            TradeVersion child = at;
            at = versions.Find(v => v.Name.Id == child.RefId && v != child);
            depth++;
        }

        return depth;
    }
}
