using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Tests.Hosting;

/// <summary>What a host is given where it does not matter what it is.</summary>
internal static class HostInputs
{
    public static Input Malformed() => new()
    {
        Kind = InputKind.Malformed,
        Body = new MalformedInput(DeadLetterReason.Malformed, "flood"),
        Source = "test",
    };

    public static Input Order(string id = "C1") => new()
    {
        Kind = InputKind.NewOrderSingle,
        Source = "test",
        Body = new NewOrderSingle
        {
            ClOrdId = ClOrdId.FromTrusted(id),
            Symbol = "IBM",
            Account = "ACC1",
            Terms = new OrderTerms(
                Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(1), Px.FromTrusted(10)),
        },
    };
}
