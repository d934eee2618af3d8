using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Codec;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;

namespace Truefill.Simulation.Tests;

public sealed class OrderReplayTests
{
    private sealed record Block(byte[] Records, byte[] Raw, ulong FirstSeq, int Count);

    [Fact]
    public void An_order_built_again_from_its_own_facts_stands_where_the_books_have_it()
    {
        List<Block> blocks = [];
        Assert.True(Simulation.Driving.Simulation.Record(5, 1500, block => blocks.Add(
            new Block(block.Records.ToArray(), block.Raw.ToArray(), block.FirstSeq, block.Count))).IsOk);
        Replica replica = new();
        foreach (Block each in blocks) replica.Play(each.Records, each.FirstSeq, each.Count, each.Raw);
        Assert.True(replica.Books.Orders.Count > 50);
        foreach (FactType met in (FactType[])
            [FactType.TradeCorrected, FactType.TradeCanceled, FactType.OrderReplaced, FactType.OrderRestated])
            Assert.True(replica.CountOf(met) > 0, $"the world has {met}");

        foreach (Order order in replica.Books.Orders.All)
        {
            OrderReplay first = new(replica.Books, order.Handle);
            Play(first, blocks, [.. replica.Index.Of(order.Handle)]);
            SortedSet<ulong> whole = [.. replica.Index.Of(order.Handle)];
            foreach (ExecHandle exec in first.Executions) whole.UnionWith(replica.Index.Of(exec));
            OrderReplay replay = new(replica.Books, order.Handle);
            Play(replay, blocks, whole);
            Assert.Equal(Picture(order), Picture(replay.Order!));
        }
    }

    private static void Play(OrderReplay replay, List<Block> blocks, SortedSet<ulong> seqs)
    {
        BlockPlayer player = new(replay);
        foreach (Block each in blocks)
            if (seqs.GetViewBetween(each.FirstSeq, each.FirstSeq + (ulong)each.Count - 1).Count > 0)
                player.Play(each.Records, each.FirstSeq, each.Count);
    }

    private static string Picture(Order order) => string.Join(
        ' ',
        order.ClOrdId,
        order.OrderId,
        order.OrdStatus,
        order.OrderQty,
        order.CumQty,
        order.LeavesQty,
        order.AvgPx,
        order.OverfillQty,
        order.IsUnknown,
        order.Reports,
        string.Join(',', order.Chain.Select(request => $"{request.Id}:{request.State}")));
}
