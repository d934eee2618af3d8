using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

/// <summary>Reports of a batch are looked at before their turn; what they lead to must not depend on it.</summary>
public sealed class BatchTests
{
    private const int BatchSize = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Reports_named_by_wire_id_alone_lead_in_a_batch_to_what_they_lead_to_one_by_one(int seed)
    {
        EngineRig rig = new();
        RandomInputs inputs = new(seed);
        Input[] batch = new Input[BatchSize];
        int named = 0;
        for (int i = 0; i < 60; i++)
        {
            for (int k = 0; k < BatchSize; k++) batch[k] = ByWireId(inputs.Next(), rig.Books, ref named);
            rig.Step(batch);
        }

        Assert.InRange(named, 100, int.MaxValue);
        Assert.Contains(rig.Books.Orders.All, order => !order.CumQty.IsZero);

        // Decided again one by one, from what the journal has.
        Assert.Null(rig.Redecide(out Books again));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(again)));
    }

    private static Input ByWireId(Input input, Books books, ref int named)
    {
        if (input.Kind != InputKind.ExecutionReport) return input;
        OrderLookup found = books.Orders.Find(input.Report.ClOrdId);
        if (!found.IsFound) return input;
        input.Report.ClOrdId = books.Orders[found.Order].WireId;
        named++;
        return input;
    }
}
