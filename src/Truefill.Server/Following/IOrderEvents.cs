using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Server.Following;

/// <summary>Takes the facts that are a line of the order event log or of its dead letters, one call each.</summary>
internal interface IOrderEvents
{
    void Order(string name, OrderHandle handle);

    void Executed(OrderHandle handle, ExecHandle exec);

    void Execution(string name, ExecHandle exec);

    void Fee(in FeeCharged e);

    void Denied(in OrderDenied e);

    void DeadLetter(int id);
}
