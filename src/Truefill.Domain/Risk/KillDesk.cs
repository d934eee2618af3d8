using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>
/// Decides kill switches. Engaging one aborts what it covers and has not left, and asks to cancel what rests at a
/// venue, again and again until the venue has answered; protective legs stay, and no position is ever closed.
/// </summary>
public sealed class KillDesk(Deciding deciding)
{
    // Looking through one open order takes less than a tenth of this.
    private const long RestNanosAnOrder = 1_000;

    private UtcNanos restsUntil;

    private Books Books => deciding.Books;

    public DenyReason Set(SetKillSwitch command)
    {
        bool isSigned = command.By.Length > 0 && command.Reason.Length > 0;
        bool isTargeted = (command.Scope == KillScope.Global) == (command.Target.Length == 0);
        KillSwitchType type = command.Type ?? KillSwitchTypes.DefaultOf(command.Scope);
        if (!isSigned || !isTargeted || !EntryRules.IsName(command.Target) || !type.Fits(command.Scope))
            return DenyReason.MalformedRequest;
        int target = NameTables.KindOf(command.Scope) is { } kind ? deciding.Intern(kind, command.Target) : 0;
        KillSwitchState before = Books.KillSwitch.StateOf(command.Scope, target);
        if (before == command.State)
        {
            // What engaged it first is what somebody has to look into: asking again changes neither reason nor time.
            if (before == KillSwitchState.Active) Sweep();
            return DenyReason.None;
        }

        deciding.Emit.Apply(new KillSwitchSet(
            command.Scope, target, type, command.State, command.Reason, command.By, deciding.Now));
        if (command.State == KillSwitchState.Active) Sweep();
        return DenyReason.None;
    }

    /// <summary>Aborts and cancels what active switches cover and what is not yet on its way out.</summary>
    public void Sweep()
    {
        int covered = CountCovered();
        if (covered == 0) return;
        foreach (Order order in Books.Orders.Open)
        {
            if (!IsCovered(order)) continue;
            if (Books.KillSwitch.Stops(order)) CancelRetry.Stop(deciding, order, AbortReason.KillSwitch);
            if (--covered == 0) return;
        }
    }

    /// <summary>
    /// Something covered by an active switch could be canceled now. Engaging has canceled what rested then; with very
    /// many open orders, what comes after is looked for only as often as leaves the time to trade.
    /// </summary>
    public bool IsDue(UtcNanos now)
    {
        if (!Books.KillSwitch.IsAnyEngaged || now < restsUntil) return false;
        int covered = CountCovered();
        if (covered == 0) return false;
        restsUntil = now.AddNanos(Books.Orders.OpenCount * RestNanosAnOrder);
        foreach (Order order in Books.Orders.Open)
        {
            if (!IsCovered(order)) continue;
            bool canStop = Books.KillSwitch.Stops(order)
                && (order.IsHeld || CancelRetry.CanCancel(Books, order, now));
            if (canStop) return true;
            if (--covered == 0) return false;
        }

        return false;
    }

    // Open orders under active switches; those under several are counted with each, so never too few.
    private int CountCovered()
    {
        int count = 0;
        foreach (KillSwitchEntry entry in Books.KillSwitch.Engaged)
        {
            if (entry.State == KillSwitchState.Active)
                count += Books.Orders.OpenCountOf(entry.Scope, entry.Target);
        }

        return count;
    }

    private bool IsCovered(Order order) =>
        Books.KillSwitch.StateFor(order.Venue, order.Account, order.Strategy, order.Symbol) == KillSwitchState.Active;
}
