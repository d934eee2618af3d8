using System;
using System.CommandLine;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <summary>What lists can be narrowed by; the names are those of the HTTP API.</summary>
internal sealed record ListFilter
{
    public string? Account { get; init; }

    public string? Strategy { get; init; }

    public string? Symbol { get; init; }

    public string? Venue { get; init; }

    /// <summary>RFC 3339.</summary>
    public string? Since { get; init; }

    public long? Limit { get; init; }

    public static Func<ParseResult, ListFilter> Define(OptionSet o)
    {
        var account = o.Text("--account", "A", "only of this account");
        var strategy = o.Text("--strategy", "S", "only of this strategy");
        var symbol = o.Text("--symbol", "S", "only in this symbol");
        var venue = o.Text("--venue", "V", "only at this venue");
        var since = o.Text("--since", "TIME", "only from then on");
        var limit = o.Whole("--limit", "N", "the newest so many, newest first [all, oldest first]");
        return p => new ListFilter
        {
            Account = account(p),
            Strategy = strategy(p),
            Symbol = symbol(p),
            Venue = venue(p),
            Since = since(p),
            Limit = limit(p),
        };
    }
}

/// <summary>What books can be narrowed by.</summary>
internal sealed record BookFilter(string? Account, string? Strategy, string? Symbol)
{
    /// <summary>Those whose command has them; null in others.</summary>
    public string? Venue { get; init; }

    /// <summary>RFC 3339.</summary>
    public string? Since { get; init; }

    public static Func<ParseResult, BookFilter> Define(OptionSet o)
    {
        var account = o.Text("--account", "A", "only of this account");
        var strategy = o.Text("--strategy", "S", "only of this strategy");
        var symbol = o.Text("--symbol", "S", "only in this symbol");
        return p => new BookFilter(account(p), strategy(p), symbol(p));
    }

    public static Func<ParseResult, BookFilter> DefineWithPlaceAndTime(OptionSet o)
    {
        Func<ParseResult, BookFilter> names = Define(o);
        var venue = o.Text("--venue", "V", "only at this venue");
        var since = o.Text("--since", "TIME", "only what has changed from then on");
        return p => names(p) with { Venue = venue(p), Since = since(p) };
    }
}
