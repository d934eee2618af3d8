using System;
using Truefill.Domain;
using Truefill.Domain.Names;

namespace Truefill.Server.Http.Lists;

/// <summary>
/// The filters that all lists share, within the caller's accounts. A name that nobody has heard of matches nothing.
/// </summary>
internal sealed record NameFilter(Caller Caller, string? Account, string? Strategy, string? Symbol, string? Venue)
{
    public static readonly ApiField[] Parameters =
        [QueryFields.Account, QueryFields.Strategy, QueryFields.Symbol, QueryFields.Venue];

    public static NameFilter Of(ApiCall call) => new(
        call.Caller, call.Query("account"), call.Query("strategy"), call.Query("symbol"), call.Query("venue"));

    public Handles In(Books books) => new(
        HandleOf(books.Names.Accounts, Account),
        HandleOf(books.Names.Strategies, Strategy),
        HandleOf(books.Names.Symbols, Symbol),
        HandleOf(books.Names.Venues, Venue),
        Caller.Accounts is null ? null : account => Caller.MaySee(books, account));

    private static int? HandleOf(NameTable names, string? name) =>
        name is null ? null : names.HandleOf(name);

    /// <summary>Null: any.</summary>
    internal readonly record struct Handles(
        int? Account, int? Strategy, int? Symbol, int? Venue, Func<AccountId, bool>? MaySee)
    {
        public bool Takes(AccountId account, StrategyId strategy, SymbolId symbol, VenueId? venue = null) =>
            (Account is null || Account == account.Value)
            && (Strategy is null || Strategy == strategy.Value)
            && (Symbol is null || Symbol == symbol.Value)
            && (Venue is null || venue is null || Venue == venue.Value.Value)
            && (MaySee is null || MaySee(account));
    }
}
