using Truefill.Domain.Orders.Commands;

namespace Truefill.Domain.Orders;

public sealed partial class OrderDesk
{
    /// <summary>What <see cref="New"/> would say about a client's order now. Reads only; emits nothing.</summary>
    public DenyReason Preview(NewOrderSingle request, out string? detail)
    {
        Denial denial = CheckNew(request, out _, out _);
        detail = denial.Detail;
        return denial.Reason;
    }
}
