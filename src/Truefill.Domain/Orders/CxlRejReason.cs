namespace Truefill.Domain.Orders;

/// <summary>CxlRejReason(102): why a venue refused a cancel or a replace. Source: FIX 4.4 volume 6.</summary>
internal static class CxlRejReason
{
    /// <summary>The venue does not know the order.</summary>
    public const int UnknownOrder = 1;
}
