using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;

namespace Truefill.Server.DryRun;

/// <summary>What a replay led to: the books, and what could not be seen from them any more.</summary>
public sealed class DryRunResult
{
    /// <summary>Violations and dead letters that are kept in detail; all are counted.</summary>
    public const int DetailsMax = 100_000;

    private readonly List<List<HistoryRow>?> histories = [null];
    private readonly List<DryRunViolation> violations = [];
    private readonly List<DryRunDeadLetter> deadLetters = [];

    internal DryRunResult(Books books, IReadOnlyList<string> files)
    {
        Books = books;
        Files = files;
    }

    public Books Books { get; }

    public IReadOnlyList<string> Files { get; }

    /// <summary>Lines that were not blank: applied + duplicates + dead letters + ignored, always.</summary>
    public long Messages => Applied + Duplicates + DeadLetters + Ignored;

    /// <summary>Requests and reports.</summary>
    public long Applied { get; internal set; }

    public long Duplicates { get; internal set; }

    public long DeadLetters { get; internal set; }

    /// <summary>Session messages and the like, and status reports that change nothing.</summary>
    public long Ignored { get; internal set; }

    /// <summary>Fields of JSON lines that mean nothing here.</summary>
    public long IgnoredFields { get; internal set; }

    public long ViolationCount { get; private set; }

    public IReadOnlyList<DryRunViolation> Violations => violations;

    public IReadOnlyList<DryRunDeadLetter> DeadLettersDetail => deadLetters;

    /// <summary>The log contradicts itself or has lines that say nothing.</summary>
    public bool HasFindings => ViolationCount > 0 || DeadLetters > 0;

    /// <summary>Orders by first appearance.</summary>
    public IEnumerable<Order> Orders => Books.Orders.All;

    /// <summary>Positions by account, strategy and symbol, flat ones included.</summary>
    public IReadOnlyList<Position> Positions =>
    [
        .. Books.Positions.All
            .OrderBy(position => Books.Names.Of(position.Key.Account), StringComparer.Ordinal)
            .ThenBy(position => Books.Names.Of(position.Key.Strategy), StringComparer.Ordinal)
            .ThenBy(position => Books.Names.Of(position.Key.Symbol), StringComparer.Ordinal),
    ];

    /// <summary>One row per report and cancel reject about the order, in the order of the lines.</summary>
    public IReadOnlyList<HistoryRow> HistoryOf(OrderHandle order) =>
        order.Value < histories.Count ? histories[order.Value] ?? [] : (IReadOnlyList<HistoryRow>)[];

    internal void Add(OrderHandle order, in HistoryRow row)
    {
        while (histories.Count <= order.Value) histories.Add(null);
        (histories[order.Value] ??= []).Add(row);
    }

    internal void Add(DryRunViolation violation)
    {
        ViolationCount++;
        if (violations.Count < DetailsMax) violations.Add(violation);
    }

    internal void Add(DryRunDeadLetter deadLetter)
    {
        if (deadLetters.Count < DetailsMax) deadLetters.Add(deadLetter);
    }
}
