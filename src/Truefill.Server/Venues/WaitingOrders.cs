using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Engine;

namespace Truefill.Server.Venues;

/// <summary>
/// New orders and replaces that wait to go to one venue, first come first out, and which can be taken out again by
/// their order however many wait.
/// </summary>
internal sealed class WaitingOrders
{
    private readonly LinkedList<ReleasedCommand> line = new();

    // An order has one request at a time on its way, but for one whose outcome a person has decided meanwhile.
    private readonly Dictionary<OrderHandle, LinkedListNode<ReleasedCommand>> latest = [];

    public int Count => line.Count;

    public void Enqueue(in ReleasedCommand command) => latest[command.Command.Order] = line.AddLast(command);

    public bool TryDequeue(out ReleasedCommand command)
    {
        bool isAny = line.First is not null;
        command = isAny ? Take(line.First!) : default;
        return isAny;
    }

    /// <summary>Takes out what waits of an order.</summary>
    public bool TryTake(OrderHandle order, out ReleasedCommand command)
    {
        bool waits = latest.TryGetValue(order, out LinkedListNode<ReleasedCommand>? node);
        command = waits ? Take(node!) : default;
        return waits;
    }

    /// <summary>Takes out all that is withdrawn: one of the order's messages, or each that waits.</summary>
    public List<ReleasedCommand> TakeAll(in Withdrawal withdrawal)
    {
        (OrderHandle order, ClOrdId wireId) = (withdrawal.Order, withdrawal.WireId);
        return TakeWhere(each => each.Command.Order == order && (wireId.IsNone || each.Command.WireId == wireId));
    }

    /// <summary>Takes out all that the latch stops.</summary>
    public List<ReleasedCommand> TakeStopped(KillLatch latch) => TakeWhere(each => latch.Stops(in each));

    private List<ReleasedCommand> TakeWhere(Predicate<ReleasedCommand> isMeant)
    {
        List<ReleasedCommand> taken = [];
        for (LinkedListNode<ReleasedCommand>? node = line.First; node is not null;)
        {
            LinkedListNode<ReleasedCommand> seen = node;
            node = node.Next;
            if (isMeant(seen.Value)) taken.Add(Take(seen));
        }

        return taken;
    }

    private ReleasedCommand Take(LinkedListNode<ReleasedCommand> node)
    {
        line.Remove(node);
        OrderHandle order = node.Value.Command.Order;
        if (latest.TryGetValue(order, out LinkedListNode<ReleasedCommand>? known) && known == node)
            latest.Remove(order);
        return node.Value;
    }
}
