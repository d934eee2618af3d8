namespace Truefill.Domain.Orders;

/// <summary>Told of each order of which a fact may have changed what can still be executed.</summary>
public interface IOrderWatcher
{
    void Changed(Order order);
}
