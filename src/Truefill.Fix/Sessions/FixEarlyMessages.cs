using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Fix;

/// <summary>Messages whose number is too high yet: kept until the gap before them is filled, within a bound.</summary>
internal sealed class FixEarlyMessages(int bytesMax)
{
    /// <summary>A message that was acted on when it came, and only has to be counted in its turn.</summary>
    private static readonly byte[] Done = [];

    private readonly SortedDictionary<int, byte[]> messages = [];
    private int bytes;

    internal void Clear()
    {
        messages.Clear();
        bytes = 0;
    }

    /// <summary>Keeps a message, if there is room: what is dropped comes again with the next
    /// ResendRequest(2).</summary>
    internal bool TryAdd(int msgSeqNum, ReadOnlySpan<byte> message)
    {
        if (messages.ContainsKey(msgSeqNum)) return true;
        // An entry costs about 100 bytes besides its message.
        var cost = message.Length + 100;
        if (bytes > bytesMax - cost) return false;
        bytes += cost;
        messages[msgSeqNum] = message.ToArray();
        return true;
    }

    internal void AddDone(int msgSeqNum)
    {
        if (bytes > bytesMax - 100 || !messages.TryAdd(msgSeqNum, Done)) return;
        bytes += 100;
    }

    /// <summary>Takes out the message of a number. An empty one was acted on before.</summary>
    internal bool TryTake(int msgSeqNum, out byte[] message)
    {
        if (!messages.Remove(msgSeqNum, out message!)) return false;
        bytes -= message.Length + 100;
        return true;
    }

    /// <summary>Takes out the lowest one below a number.</summary>
    internal bool TryTakeBelow(int end, out int msgSeqNum, out byte[] message)
    {
        message = [];
        return TryFindBelow(end, out msgSeqNum) && TryTake(msgSeqNum, out message);
    }

    /// <summary>Forgets what a gap fill has jumped over.</summary>
    internal void DropBelow(int msgSeqNum)
    {
        while (TryFindBelow(msgSeqNum, out var number)) TryTake(number, out _);
    }

    private bool TryFindBelow(int end, out int msgSeqNum)
    {
        msgSeqNum = 0;
        if (messages.Count == 0) return false;
        msgSeqNum = messages.Keys.First();
        return msgSeqNum < end;
    }
}
