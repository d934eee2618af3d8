using System.Globalization;
using Truefill.Domain.Orders;
using Truefill.Server.Http.Problems;
using Truefill.Server.Views;

namespace Truefill.Server.Gateway;

/// <summary>How clients are told why, and by which codes of FIX.</summary>
internal static class ClientReportText
{
    private const int Other = 99;
    private const int BrokerOption = 0;

    /// <summary>The sequence of the fact that a report tells is its ExecID(17).</summary>
    public static string ExecIdOf(ulong seq) => seq.ToString(CultureInfo.InvariantCulture);

    /// <summary>The reason's name first, as the HTTP API calls it, then the rule in words.</summary>
    public static string Of(DenyReason reason, string? detail)
    {
        string text = $"{Words.Of(reason)}: {Denials.Detail(reason)}";
        return string.IsNullOrEmpty(detail) ? text : $"{text} ({detail})";
    }

    /// <summary>OrdRejReason(103).</summary>
    public static int OrdRejReasonOf(DenyReason reason, bool isFix42) => reason switch
    {
        DenyReason.TooLateToEnter => 4,
        DenyReason.UnknownOrder => 5,
        DenyReason.DuplicateClOrdId => 6,
        DenyReason.UnknownAccount or DenyReason.AccountNotPermitted when !isFix42 => 15,
        DenyReason.UnsupportedField or DenyReason.NotOfferedByVenue when !isFix42 => 11,
        DenyReason.OrderQtyTooLarge or DenyReason.OrderValueTooLarge or DenyReason.PositionTooLarge
            or DenyReason.GrossExposureTooLarge or DenyReason.NetExposureTooLarge or DenyReason.TooManyOpenOrders
            or DenyReason.InsufficientBuyingPower => 3,
        _ => isFix42 ? BrokerOption : Other,
    };

    /// <summary>CxlRejReason(102).</summary>
    public static int CxlRejReasonOf(DenyReason reason, bool isFix42) => reason switch
    {
        DenyReason.OrderNotOpen => 0,
        DenyReason.UnknownOrder => 1,
        DenyReason.RequestInFlight => 3,
        DenyReason.DuplicateClOrdId when !isFix42 => 6,
        _ => isFix42 ? 2 : Other,
    };
}
