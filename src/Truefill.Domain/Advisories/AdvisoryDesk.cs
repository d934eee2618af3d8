using System;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Protection;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>
/// Decides advisories: proposed, approved or declined by a named person, executed once as an ordinary order through the
/// same gate as every other, timed, protected by the bracket of that order, and compared with the broker afterwards.
/// </summary>
public sealed partial class AdvisoryDesk(Deciding deciding, OrderDesk orders)
{
    /// <summary>From the hand-over to the venue to the receipt of the fill, the last nanosecond included.</summary>
    public const long TimeoutNanos = 30 * UtcNanos.PerSecond;

    /// <summary>How long after the timeout a fill that crossed the cancel still counts as this execution's.</summary>
    public const long GraceNanos = 2 * UtcNanos.PerSecond;

    private const decimal SlOffsetMin = -1m;
    private const decimal TpOffsetMax = 1000m;

    private Books Books => deciding.Books;

    private AdvisoryTable Table => deciding.Books.Advisories;

    /// <summary>
    /// Takes what is well formed; whether it may be executed is checked when it is. The account and venue that the
    /// order would go to are part of what is approved.
    /// </summary>
    /// <param name="duplicate">True when the same was proposed before.</param>
    public DenyReason Propose(ProposeAdvisory command, out bool duplicate)
    {
        duplicate = false;
        FrozenSnapshot snapshot = command.Snapshot;
        if (!IsWellFormed(snapshot)) return DenyReason.MalformedRequest;
        DenyReason reason = orders.Destination(snapshot.Account, snapshot.Venue, out string account, out string venue);
        if (reason != DenyReason.None) return reason;
        FrozenSnapshot resolved = snapshot with { Account = account, Venue = venue };
        if (Table.TryGet(snapshot.AdvisoryId) is { } known)
        {
            duplicate = known.Snapshot == resolved;
            return duplicate ? DenyReason.None : DenyReason.DuplicateAdvisory;
        }

        deciding.Emit.Apply(new AdvisoryProposed(Table.Count + 1, resolved, command.By, deciding.Now));
        return DenyReason.None;
    }

    public DenyReason Decide(DecideAdvisory command)
    {
        if (command.By.Length == 0) return DenyReason.MalformedRequest;
        if (Table.TryGet(command.AdvisoryId) is not { } advisory) return DenyReason.UnknownAdvisory;
        if (advisory.IsApproved is not null) return DenyReason.AdvisoryNotPending;
        string hash = advisory.SnapshotHash;
        if (command.SnapshotHash.Length > 0 && !hash.Equals(command.SnapshotHash, StringComparison.OrdinalIgnoreCase))
            return DenyReason.SnapshotHashMismatch;
        deciding.Emit.Apply(new AdvisoryDecided(
            advisory.Number, command.Approve, hash, command.By, command.Reason, deciding.Now));
        if (command.Approve) AskForBalances(advisory);
        return DenyReason.None;
    }

    /// <summary>Whatever it comes to is the result; a reason only where there is nothing to execute.</summary>
    public DenyReason Execute(ExecuteAdvisory command)
    {
        if (Table.TryGet(command.AdvisoryId) is not { } advisory) return DenyReason.UnknownAdvisory;
        if (advisory.IsApproved != true || advisory.IsStarted) return DenyReason.AdvisoryNotPending;
        FrozenSnapshot snapshot = advisory.Snapshot;
        Resolve(snapshot, out AccountId account, out StrategyId strategy, out VenueId venue, out SymbolId symbol);
        KillSwitchState killSwitch = Books.KillSwitch.StateFor(venue, account, strategy, symbol);
        deciding.Emit.Apply(new AdvisoryStarted(advisory.Number, killSwitch, command.By, deciding.Now));
        string? error = snapshot.SnapshotHash() == advisory.ApprovedHash
            ? PreFlight.Check(snapshot, deciding.Now, killSwitch)
            : "Snapshot invalid: it is not the one that was approved";
        error ??= PreFlight.CheckBuyingPower(
            Books, snapshot, account, venue, deciding.Now, command.RequiresBuyingPower);
        if (error is not null)
        {
            bool isKill = killSwitch == KillSwitchState.Active
                && PreFlight.Check(snapshot, deciding.Now, KillSwitchState.Off) is null;
            End(advisory, null, AdvisoryStage.Rejected, error, isKill);
            return DenyReason.None;
        }

        DenyReason denied = orders.New(OrderOf(advisory), out OrderHandle order);
        if (denied == DenyReason.None)
        {
            deciding.Emit.Apply(new AdvisoryOrdered(advisory.Number, order, deciding.Now));
            return DenyReason.None;
        }

        string refusal = $"The order was refused: {SnakeCase.Of(denied)}";
        End(advisory, null, AdvisoryStage.Rejected, refusal, isKillSwitch: false);
        return DenyReason.None;
    }

    private NewOrderSingle OrderOf(AdvisoryExecution advisory)
    {
        FrozenSnapshot snapshot = advisory.Snapshot;
        return new NewOrderSingle
        {
            ClOrdId = IdFor(advisory),
            Symbol = snapshot.Symbol,
            Account = snapshot.Account,
            Strategy = snapshot.Strategy,
            Venue = snapshot.Venue,
            CorrelationId = snapshot.AdvisoryId,
            Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, snapshot.PositionSize),
            Bracket = new Bracket(null, null, snapshot.TpOffsetPct, snapshot.SlOffsetPct),
        };
    }

    // Readable, and the next free one where a client has used it.
    private ClOrdId IdFor(AdvisoryExecution advisory)
    {
        for (int attempt = 0; ; attempt++)
        {
            string text = attempt == 0 ? $"ADV-{advisory.Number}" : $"ADV-{advisory.Number}-{attempt}";
            ClOrdId id = ClOrdId.FromTrusted(text);
            if (!Books.Orders.IsUsed(in id, default, deciding.Source)) return id;
        }
    }

    // Names that nothing has yet cannot be the target of anything.
    private void Resolve(
        FrozenSnapshot snapshot,
        out AccountId account,
        out StrategyId strategy,
        out VenueId venue,
        out SymbolId symbol)
    {
        account = Books.Names.Accounts.TryGet(snapshot.Account, out int handle) ? new AccountId(handle) : default;
        strategy = Books.Names.Strategies.TryGet(snapshot.Strategy, out handle) ? new StrategyId(handle) : default;
        venue = Books.Names.Venues.TryGet(snapshot.Venue, out handle) ? new VenueId(handle) : default;
        symbol = Books.Names.Symbols.TryGet(snapshot.Symbol, out handle) ? new SymbolId(handle) : default;
    }

    private static bool IsWellFormed(FrozenSnapshot snapshot) =>
        IsGiven(snapshot.AdvisoryId) && IsGiven(snapshot.Symbol)
        && EntryRules.IsName(snapshot.Account) && EntryRules.IsName(snapshot.Venue)
        && EntryRules.IsClientStrategy(snapshot.Strategy)
        && Px.TryFrom(snapshot.ReferencePrice.Value, out _) == NumberError.None && snapshot.ReferencePrice > Px.Zero
        && Px.TryFrom(snapshot.SlOffsetPct, out _) == NumberError.None && snapshot.SlOffsetPct > SlOffsetMin
        && Px.TryFrom(snapshot.TpOffsetPct, out _) == NumberError.None && snapshot.TpOffsetPct <= TpOffsetMax
        && Qty.TryFrom(snapshot.PositionSize.Value, out _) == NumberError.None;

    private static bool IsGiven(string name) => name.Length > 0 && EntryRules.IsName(name);

    private void End(AdvisoryExecution advisory, Order? order, AdvisoryStage stage, string? error, bool isKillSwitch) =>
        End(advisory, order, stage, error, isKillSwitch, needsPerson: false);

    private void End(
        AdvisoryExecution advisory, Order? order, AdvisoryStage stage, string? error, bool isKillSwitch,
        bool needsPerson)
    {
        Px? fill = order is { CumQty.IsPositive: true } ? order.AvgPx : null;
        Px tick = order is null ? Px.Zero : Books.Instruments[order.Symbol].Tick;
        deciding.Emit.Apply(new AdvisoryEnded(
            advisory.Number,
            stage,
            order?.CumQty ?? Qty.Zero,
            fill,
            order is null ? null : ProtectionLevels.Of(order, LegKind.StopLoss, tick),
            order is null ? null : ProtectionLevels.Of(order, LegKind.TakeProfit, tick),
            error,
            isKillSwitch,
            needsPerson,
            deciding.Now));
    }
}
