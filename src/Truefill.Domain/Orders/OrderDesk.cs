using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Protection;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Gate;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Orders;

/// <summary>
/// Decides requests for orders and what venues report about them. Total: whatever comes in ends as facts or as a
/// reason, never as an exception. New orders are checked in the order in which <see cref="DenyReason"/> declares its
/// members; a change of an order asks first what is known of that one.
/// </summary>
/// <param name="risk">Limits that trip stop orders by kill switches, which are decided there.</param>
public sealed partial class OrderDesk(Deciding deciding, IExecutionDesk executions, RiskDesk risk)
{
    private readonly PreTradeGate gate = new(deciding.Books);

    // The handle zero would be the empty strategy, which has orders.
    private const int NotYetNamed = -1;

    private readonly Overfills overfills = new(deciding, risk);

    private OrderTable Orders => deciding.Books.Orders;

    /// <summary>Emits <see cref="OrderSubmitted"/>, <see cref="OrderHeld"/> or <see cref="OrderDenied"/>.</summary>
    public DenyReason New(NewOrderSingle request, out OrderHandle order)
    {
        if (request.Origin != OrderOrigin.Client) return Observe(request, out order);
        Denial denial = CheckNew(request, out AccountId account, out VenueId venue);
        order = default;
        if (denial.Reason != DenyReason.None)
        {
            deciding.Books.Names.Symbols.TryGet(request.Symbol, out int symbol);
            deciding.Emit.Apply(new OrderDenied(
                request.ClOrdId, deciding.Source, account, new SymbolId(symbol), denial.Reason, denial.Detail,
                deciding.Now, request.Terms.Side, request.Strategy));
            return denial.Reason;
        }

        if (account.IsNone)
        {
            account = deciding.Account(AccountName(request.Account));
            risk.BeginDay(account);
        }

        order = Orders.NextHandle;
        OrderIntent intent = new(
            order,
            request.ClOrdId,
            WireIds.Make(deciding.Epoch, order),
            OrderOrigin.Client,
            deciding.Source,
            account,
            deciding.Strategy(request.Strategy),
            venue,
            deciding.Symbol(request.Symbol),
            request.Terms,
            request.CorrelationId,
            request.Bracket,
            ExitRules.IsExit(request) ? LegKind.TakeProfit : LegKind.None,
            ParentQty: request.ParentQty,
            AddsRisk: !(request.HasRiskRole && IsStopped(venue, account, request)));
        Place(in intent);
        return DenyReason.None;
    }

    /// <summary>
    /// Where an order with these names would go: the account and venue as they would be resolved now.
    /// </summary>
    internal DenyReason Destination(string accountName, string venueName, out string account, out string venue)
    {
        account = AccountName(accountName);
        venue = venueName;
        if (!EntryRules.IsName(account) || !EntryRules.IsName(venue)) return DenyReason.MalformedRequest;
        if (!TryAccount(accountName, out AccountId known)) return DenyReason.UnknownAccount;
        if (!TryVenue(venueName, known, out VenueId found)) return DenyReason.UnknownVenue;
        if (!found.IsNone) venue = deciding.Books.Names.Of(found);
        return DenyReason.None;
    }

    /// <summary>Time has passed, or a session has opened: what is halted may be cancelled now.</summary>
    public void Tick() => overfills.Sweep();

    /// <summary>Would <see cref="Tick"/> do anything at this time?</summary>
    public bool IsDue(UtcNanos now) => overfills.IsDue(now);

    // Cheap in the usual case: there is no overfill, and nothing to look at.
    private void LookForOverfill(Order order, in Asked before, bool isAgreed = false)
    {
        if (order.IsOverfilled || deciding.Books.Reconciliation.HasOverfills)
            overfills.Look(order, in before, isAgreed);
    }

    private void Place(in OrderIntent intent)
    {
        if (CanTrade(intent.Venue)) deciding.Emit.Apply(new OrderSubmitted(intent, deciding.Now));
        else Hold(in intent);
    }

    private bool CanTrade(VenueId venue) =>
        deciding.Books.Engine.Held is null && deciding.Books.Sessions.CanTrade(venue);

    private static OrderIntent IntentOf(Order order, in OrderTerms terms) => new(
        order.Handle,
        order.ClOrdId,
        order.WireId,
        order.Origin,
        order.Source,
        order.Account,
        order.Strategy,
        order.Venue,
        order.Symbol,
        terms,
        order.CorrelationId,
        order.Bracket,
        order.Leg,
        order.Parent,
        order.AddsRisk,
        order.ParentQty);

    private Denial CheckNew(NewOrderSingle request, out AccountId account, out VenueId venue)
    {
        bool accountIsKnown = TryAccount(request.Account, out account);
        bool venueIsKnown = TryVenue(request.Venue, account, out venue);

        // Before everything else: who repeats a request because its answer was lost must not be told of a refusal.
        if (!account.IsNone && Orders.IsUsed(request.ClOrdId, account, deciding.Source))
            return new Denial(DenyReason.DuplicateClOrdId);
        if (IsStopped(venue, account, request) && !(request.HasRiskRole && Reduces(venue, account, request)))
            return new Denial(DenyReason.KillSwitchActive);
        if (Malformed(request) is { } malformed) return new Denial(DenyReason.MalformedRequest, malformed);
        if (!accountIsKnown) return new Denial(DenyReason.UnknownAccount, request.Account);
        if (!venueIsKnown) return new Denial(DenyReason.UnknownVenue, request.Venue);
        if (!IsOffered(venue, request.Terms)) return new Denial(DenyReason.NotOfferedByVenue);
        if (ExitRules.IsExit(request) && !CanLink(venue))
        {
            return new Denial(
                DenyReason.NotOfferedByVenue,
                "the venue has no linked orders; close by a limit or a stop order alone");
        }

        return CheckRisk(request, account, venue);
    }

    private Denial CheckRisk(NewOrderSingle request, AccountId account, VenueId venue)
    {
        deciding.Books.Names.Symbols.TryGet(request.Symbol, out int symbol);
        InstrumentDefined instrument = deciding.Books.Instruments[new SymbolId(symbol)];
        if (!deciding.Books.Names.Strategies.TryGet(request.Strategy, out int strategy)) strategy = NotYetNamed;
        GateOrder asked = new(
            venue,
            account,
            new StrategyId(strategy),
            new SymbolId(symbol),
            request.Terms,
            Parent: request.CorrelationId,
            ParentQty: request.ParentQty,
            GetsOut: request.HasRiskRole && IsStopped(venue, account, request));
        if (gate.IsRestricted(venue, account, asked.Strategy, asked.Symbol))
            return new Denial(DenyReason.SymbolRestricted);
        if (overfills.Halts(account, request.CorrelationId)) return new Denial(DenyReason.FamilyHalted);
        DenyReason reason = EntryRules.Check(request.Terms, in instrument);
        if (reason != DenyReason.None && !(reason == DenyReason.OffLot && ClosesWhole(in asked)))
            return new Denial(reason);
        if (request.Bracket is { } bracket && !BracketRules.IsOnTick(in bracket, in instrument))
            return new Denial(DenyReason.OffTick);
        if (!EntryRules.HasExactNotional(request.Terms, in instrument))
            return new Denial(DenyReason.NotionalOutOfRange);
        Denial denial = Gate(in asked, request);
        if (denial.Reason != DenyReason.None || !ExitRules.IsExit(request) || Holds(in asked)) return denial;
        return new Denial(
            DenyReason.NotReducing,
            "the strategy does not hold what it would close, beside what brackets and other exits close already");
    }

    private Denial Gate(in GateOrder asked, NewOrderSingle? request = null)
    {
        risk.BeginDay(asked.Account);
        GateResult result = gate.Check(in asked, deciding.Now);
        if (result.Passes) return default;
        if (result.Trips is not null) risk.Trip(Named(in asked, request), in result);
        return new Denial(result.Reason, result.Detail);
    }

    // What is stopped has to have a name, even where this was its first order.
    private GateOrder Named(in GateOrder asked, NewOrderSingle? request) => request is null ? asked : asked with
    {
        Account = deciding.Account(AccountName(request.Account)),
        Strategy = deciding.Strategy(request.Strategy),
    };

    private static string? Malformed(NewOrderSingle request)
    {
        if (request.ClOrdId.IsNone) return "ClOrdID(11) is missing";
        if (request.Symbol.Length == 0) return "Symbol(55) is missing";
        if (!EntryRules.IsName(request.Symbol)) return "Symbol(55) is not a name";
        if (!EntryRules.IsName(request.Account)) return "Account(1) is not a name";
        if (!EntryRules.IsName(request.Venue)) return "the venue is not a name";
        if (!EntryRules.IsClientStrategy(request.Strategy)) return "the strategy is not a name for clients";
        if (!EntryRules.IsWellFormed(request.Terms)) return "the terms hold a value that cannot be sent";
        if (ExitRules.IsExit(request)) return ExitRules.Malformed(request);
        return request.Bracket is { } bracket ? BracketRules.Malformed(in bracket, request.Terms.Side) : null;
    }

    private string AccountName(string name) => OrderDestination.AccountName(deciding.Books, name);

    // Configured accounts are the only ones there are; without any, every name is taken as it comes and may be new.
    private bool TryAccount(string name, out AccountId account)
    {
        bool isNamed = deciding.Books.Names.Accounts.TryGet(AccountName(name), out int handle);
        account = isNamed ? new AccountId(handle) : default;
        return deciding.Books.Accounts.IsDefined(account) || !deciding.Books.Accounts.AreAnyDefined;
    }

    // Without a name: the account's venue, or the only one, or none yet, and then the order waits for one.
    private bool TryVenue(string name, AccountId account, out VenueId venue)
    {
        SessionTable sessions = deciding.Books.Sessions;
        if (name.Length > 0)
        {
            venue = deciding.Books.Names.Venues.TryGet(name, out int handle) ? new VenueId(handle) : default;
            return TakesOrders(venue);
        }

        venue = account.IsNone ? default : deciding.Books.Accounts.VenueFor(account);
        if (!venue.IsNone) return TakesOrders(venue);
        int tradable = 0;
        foreach (Session session in sessions.All)
        {
            if (session.ReadOnly) continue;
            venue = session.Venue;
            tradable++;
        }

        if (tradable == 1) return true;

        // Of several none is meant: what is said of one of them, as by a kill switch, is not said of this order.
        venue = default;
        return sessions.All.Count == 0;
    }

    private bool TakesOrders(VenueId venue) =>
        deciding.Books.Sessions.TryGet(venue) is { IsRetired: false, ReadOnly: false };
}
