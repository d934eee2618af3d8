using Truefill.Domain;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Venues;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Views;

namespace Truefill.Server.Reconciliation;

/// <summary>How bad a break is, and what the configuration does about its class.</summary>
internal static class BreakTraits
{
    /// <summary>
    /// A wrong position, an order that lives unseen, or one that is relied on and is nowhere, loses money while nobody
    /// looks; an order of somebody else's does what that somebody wants.
    /// </summary>
    public static Severity SeverityOf(BreakClass kind) => kind switch
    {
        BreakClass.Mismatch => Severity.Critical,
        BreakClass.PhantomPosition => Severity.Critical,
        BreakClass.MissingPosition => Severity.Critical,
        BreakClass.LateFill => Severity.Critical,
        BreakClass.PhantomOrder => Severity.Critical,
        BreakClass.MissingOrder => Severity.Critical,
        BreakClass.Overfill => Severity.Critical,
        BreakClass.MissingFill => Severity.Critical,
        BreakClass.OrphanOrder => Severity.Warning,
    };

    /// <summary>In force at the break's venue now, as <c>reconciliation.policy</c> writes it.</summary>
    public static string PolicyOf(Books books, in BreakOpened of)
    {
        Session? session = books.Sessions.TryGet(of.Venue);
        return of.Class switch
        {
            BreakClass.Mismatch or BreakClass.PhantomPosition or BreakClass.MissingPosition =>
                Words.Of(session is { CorrectsPositions: true } ? BreakPolicy.Correct : BreakPolicy.Report),
            BreakClass.OrphanOrder => Words.Of(session?.Orphans ?? OrphanPolicy.Adopt),

            // Only a person knows which side is right.
            BreakClass.LateFill or BreakClass.PhantomOrder or BreakClass.MissingOrder or BreakClass.Overfill
                or BreakClass.MissingFill =>
                Words.Of(BreakPolicy.Report),
        };
    }

    /// <summary>The two sides in a sentence.</summary>
    public static string Describe(Books books, in BreakOpened of)
    {
        string venue = books.Names.Of(of.Venue);
        string what = $"{books.Names.Of(of.Account)} {books.Names.Of(of.Symbol)}";
        if (of.Order.IsNone) return $"{what}: the books have {of.Expected}, {venue} has {of.Found}";
        string id = books.Orders.TryGet(of.Order.Order) is { } ours ? ours.ClOrdId.ToString()
            : of.Order.OrderId.IsNone ? of.Order.ClOrdId.ToString()
            : of.Order.OrderId.ToString();
        return of.Class switch
        {
            BreakClass.OrphanOrder =>
                $"{what}: {venue} has order {id} open, {of.Found} left, which nobody here entered",
            BreakClass.MissingOrder =>
                $"{what}: the books hold {of.Expected} of order {id} open, and {venue} does not know the order",
            BreakClass.LateFill =>
                $"{what}: {of.Expected} of order {id} were filled when the result was told, and {of.Found} are now",
            BreakClass.MissingFill =>
                $"{what}: {venue} says that {of.Found} of order {id} are executed, and the books have {of.Expected}",
            BreakClass.Overfill => $"{what}: order {id} was for {of.Expected}, and {venue} executed {of.Found} of it",
            _ => $"{what}: the books hold {of.Expected} of order {id} open, {venue} has {of.Found} left of it",
        };
    }
}
