using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Risk.Exposures;

/// <summary>
/// One symbol of an account, or of one of its strategies: what is held, and what open orders could add on either side
/// if all of them were executed. Values are at the mark, in the account's currency.
/// </summary>
public sealed class ExposureCell
{
    /// <summary>How far what a fill changes reaches, for hints.</summary>
    internal const int CacheLines = 2;

    internal ExposureCell(SymbolId symbol, ExposureTotal total)
    {
        Symbol = symbol;
        Total = total;
    }

    public SymbolId Symbol { get; }

    /// <summary>What the cell is part of.</summary>
    public ExposureTotal Total { get; }

    /// <summary>Signed; negative is short.</summary>
    public Exact Qty { get; internal set; }

    /// <summary>−Σ signed quantity × price, before the multiplier.</summary>
    public Exact Cash { get; internal set; }

    /// <summary>What open orders can still buy.</summary>
    public Exact Buying { get; internal set; }

    /// <summary>What open orders can still sell.</summary>
    public Exact Selling { get; internal set; }

    /// <summary>Value of the position if everything were bought and nothing sold; signed.</summary>
    public Exact WorstLong { get; private set; }

    /// <summary>Value of the position if everything were sold and nothing bought; signed.</summary>
    public Exact WorstShort { get; private set; }

    /// <summary>The larger of the two, without sign.</summary>
    public Exact Gross { get; private set; }

    /// <summary>Without a mark only what is realised.</summary>
    public Exact Pnl { get; private set; }

    /// <summary><see cref="Pnl"/> is all there is.</summary>
    internal bool IsMeasured { get; private set; } = true;

    /// <summary>The positions in it.</summary>
    internal List<PositionHandle> Positions { get; } = [];

    /// <summary>There is something here that no mark or rate gives a value.</summary>
    public bool IsUnvalued { get; private set; }

    internal bool IsStale { get; set; }

    /// <summary>Takes new values, and the difference into the total. Most changes leave one side as it was.</summary>
    internal void Value(Exact worstLong, Exact worstShort, Exact pnl, bool isUnvalued)
    {
        if (worstLong != WorstLong)
        {
            Total.WorstLong += worstLong - WorstLong;
            WorstLong = worstLong;
        }

        if (worstShort != WorstShort)
        {
            Total.WorstShort += worstShort - WorstShort;
            WorstShort = worstShort;
        }

        Exact gross = Larger(worstLong, worstShort);
        if (gross != Gross)
        {
            Total.Gross += gross - Gross;
            Gross = gross;
        }

        if (pnl != Pnl)
        {
            Total.Pnl += pnl - Pnl;
            Pnl = pnl;
        }

        if (isUnvalued == IsUnvalued) return;
        Total.Unvalued += isUnvalued ? 1 : -1;
        IsUnvalued = isUnvalued;
    }

    internal void Measure(bool isMeasured)
    {
        if (isMeasured == IsMeasured) return;
        Total.Unmeasured += isMeasured ? -1 : 1;
        IsMeasured = isMeasured;
    }

    internal static Exact Larger(Exact a, Exact b) => Exact.Max(Exact.Abs(a), Exact.Abs(b));
}

/// <summary>All symbols of an account, or of one of its strategies, in the account's currency.</summary>
public sealed class ExposureTotal
{
    internal ExposureTotal(AccountId account) => Account = account;

    public AccountId Account { get; }

    /// <summary>Sum of the cells' gross values.</summary>
    public Exact Gross { get; internal set; }

    public Exact WorstLong { get; internal set; }

    public Exact WorstShort { get; internal set; }

    /// <summary>Realised and open, before fees.</summary>
    public Exact Pnl { get; internal set; }

    /// <summary>How many cells hold something without a value.</summary>
    public int Unvalued { get; internal set; }

    /// <summary>How many cells have made something that is not in <see cref="Pnl"/>.</summary>
    public int Unmeasured { get; internal set; }

    /// <summary>The cells that have changed since they were valued.</summary>
    internal List<ExposureCell> Stale { get; } = [];
}
