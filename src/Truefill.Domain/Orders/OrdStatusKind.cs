namespace Truefill.Domain.Orders;

/// <summary>What an OrdStatus(39) that a venue states says of its order.</summary>
internal static class OrdStatusKind
{
    /// <summary>The venue has it, and more of it may be executed. False where it states none.</summary>
    public static bool IsOpen(this OrdStatus? status) => status is OrdStatus.New or OrdStatus.PartiallyFilled
        or OrdStatus.PendingNew or OrdStatus.PendingCancel or OrdStatus.PendingReplace or OrdStatus.Stopped
        or OrdStatus.Suspended;
}
