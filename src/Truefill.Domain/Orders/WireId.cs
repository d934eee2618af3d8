using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

/// <summary>
/// What an id of the form of <see cref="WireIds"/> says, whether or not there is such an order. The default value is of
/// an id that has another form.
/// </summary>
/// <param name="Epoch">Of the engine that made it, from 0.</param>
/// <param name="Request">Place of the request in the order's chain, from 1; 0 is the order itself.</param>
public readonly record struct WireId(long Epoch, OrderHandle Order, int Request)
{
    public bool IsNone => Order.IsNone;

    /// <summary>Is it what <see cref="WireIds.Make(long, OrderHandle)"/> makes?</summary>
    internal bool Is(long epoch, OrderHandle order) => Order == order && Epoch == epoch && Request == 0;
}
