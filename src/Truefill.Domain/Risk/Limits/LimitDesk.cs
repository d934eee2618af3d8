using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Commands;

namespace Truefill.Domain.Risk.Limits;

/// <summary>
/// Decides limits. The tighter of what the configuration says and what a person has tightened holds, whatever the
/// configuration said in between; the latter comes loose only by a person with the risk role, and no further than the
/// configuration says.
/// </summary>
public sealed class LimitDesk(Deciding deciding)
{
    private const string Configuration = "configuration";

    private Books Books => deciding.Books;

    public DenyReason Define(DefineLimits command)
    {
        foreach (LimitValue limit in command.Limits)
            if (!IsWellFormed(limit)) return DenyReason.MalformedRequest;
        HashSet<(LimitScope Scope, LimitKind Kind)> named = [];
        foreach (LimitValue limit in command.Limits)
        {
            LimitScope scope = Intern(limit);
            named.Add((scope, limit.Kind));
            Define(in scope, limit.Kind, limit.Value, command.IsLive);
        }

        foreach (ScopeLimits limits in Books.Risk.Limits.All)
        {
            for (int kind = 1; kind < LimitKinds.Count; kind++)
            {
                if (!named.Contains((limits.Scope, (LimitKind)kind)))
                    Define(limits.Scope, (LimitKind)kind, null, command.IsLive);
            }
        }

        if (Books.Risk.ConfigHash != command.ConfigHash || Books.Risk.IsLive != command.IsLive)
            deciding.Emit.Apply(new RiskConfigured(command.ConfigHash, command.IsLive, deciding.Now));
        return DenyReason.None;
    }

    public DenyReason Define(DefineRiskDays command)
    {
        if (command.Offsets.Count == 0 || !EntryRules.IsName(command.Account)) return DenyReason.MalformedRequest;
        AccountId account = command.Account.Length == 0 ? default : deciding.Account(command.Account);
        if (!Books.Risk.Days.IsDefined(account, command.Offsets))
            deciding.Emit.Apply(new RiskDaysDefined(account, command.Offsets));
        return DenyReason.None;
    }

    public DenyReason Set(SetLimits command)
    {
        if (command.By.Length == 0 || command.Reason.Length == 0 || command.Limits.Count == 0)
            return DenyReason.MalformedRequest;
        foreach (LimitValue limit in command.Limits)
        {
            DenyReason reason = Check(Books, limit, command.HasRiskRole);
            if (reason != DenyReason.None) return reason;
        }

        foreach (LimitValue limit in command.Limits)
        {
            LimitScope scope = Intern(limit);
            decimal? configured = Books.Risk.Limits.TryGet(in scope)?.Configured(limit.Kind);
            deciding.Emit.Apply(new LimitSet(
                scope, limit.Kind, configured, limit.Value, command.By, command.Reason, deciding.Now));
        }

        return DenyReason.None;
    }

    /// <summary>Would a person's change of one limit be taken? A function of the books and the change.</summary>
    public static DenyReason Check(Books books, LimitValue limit, bool hasRiskRole)
    {
        if (!IsWellFormed(limit)) return DenyReason.MalformedRequest;
        bool isKnown = TryScope(books, limit, out LimitScope scope);
        ScopeLimits? limits = isKnown ? books.Risk.Limits.TryGet(in scope) : null;

        // What nobody states is not always off: to state it can be to loosen.
        decimal? unstated = books.Risk.Limits.Unstated(in scope, limit.Kind, books.Risk.IsLive, !isKnown);
        decimal? value = limit.Value ?? unstated;
        if (limit.Kind.IsAsTight(value, limits?[limit.Kind] ?? unstated)) return DenyReason.None;
        if (!limit.Kind.IsAsTight(value, limits?.Configured(limit.Kind) ?? unstated))
            return DenyReason.LimitAboveConfigured;
        return hasRiskRole ? DenyReason.None : DenyReason.RiskRoleRequired;
    }

    private void Define(in LimitScope scope, LimitKind kind, decimal? value, bool isLive)
    {
        ScopeLimits? known = Books.Risk.Limits.TryGet(in scope);
        if (known?.Configured(kind) == value) return;
        decimal? unstated = Books.Risk.Limits.Unstated(in scope, kind, isLive);
        decimal? personal = null;
        bool isTightened = known?.TryPersonal(kind, out personal) == true
            && kind.IsAsTight(personal ?? unstated, value ?? unstated);
        deciding.Emit.Apply(new LimitSet(
            scope, kind, value, isTightened ? personal : value, Configuration, "", deciding.Now));
    }

    private static bool IsWellFormed(LimitValue limit)
    {
        bool areNames = EntryRules.IsName(limit.Venue) && EntryRules.IsName(limit.Account)
            && EntryRules.IsName(limit.Strategy) && EntryRules.IsName(limit.Symbol);
        if (!areNames || !System.Enum.IsDefined(limit.Kind)) return false;
        if (limit.Value is { } value && !limit.Kind.Allows(value)) return false;
        bool isAccounts = limit.Venue.Length + limit.Strategy.Length + limit.Symbol.Length == 0;
        return limit.Kind != LimitKind.MaxDailyLoss || isAccounts;
    }

    private static bool TryScope(Books books, LimitValue limit, out LimitScope scope)
    {
        bool found = TryName(books.Names.Venues, limit.Venue, out int venue);
        found &= TryName(books.Names.Accounts, limit.Account, out int account);
        found &= TryName(books.Names.Strategies, limit.Strategy, out int strategy);
        found &= TryName(books.Names.Symbols, limit.Symbol, out int symbol);
        scope = new LimitScope(
            new VenueId(venue), new AccountId(account), new StrategyId(strategy), new SymbolId(symbol));
        return found;
    }

    private static bool TryName(NameTable names, string name, out int handle)
    {
        handle = 0;
        return name.Length == 0 || names.TryGet(name, out handle);
    }

    private LimitScope Intern(LimitValue limit) => new(
        limit.Venue.Length == 0 ? default : deciding.Venue(limit.Venue),
        limit.Account.Length == 0 ? default : deciding.Account(limit.Account),
        limit.Strategy.Length == 0 ? default : deciding.Strategy(limit.Strategy),
        limit.Symbol.Length == 0 ? default : deciding.Symbol(limit.Symbol));
}
