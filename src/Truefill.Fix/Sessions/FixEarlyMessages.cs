using System;
using System.Collections.Generic;

namespace Truefill.Fix;

/// <summary>Messages whose number is too high yet: kept until the gap before them is filled, within a bound.</summary>
internal sealed class FixEarlyMessages(int bytesMax)
{
    /// <summary>A message that was acted on when it came, and only has to be counted in its turn.</summary>
    private static readonly byte[] Done = [];

    private readonly Dictionary<int, byte[]> _messages = [];
    private int _bytes;

    internal void Clear()
    {
        _messages.Clear();
        _bytes = 0;
    }

    /// <summary>Keeps a message, if there is room: what is dropped comes again with the next
    /// ResendRequest(2).</summary>
    internal bool TryAdd(int msgSeqNum, ReadOnlySpan<byte> message)
    {
        if (_messages.ContainsKey(msgSeqNum)) return true;
        // An entry costs about 100 bytes besides its message.
        var cost = message.Length + 100;
        if (_bytes > bytesMax - cost) return false;
        _bytes += cost;
        _messages[msgSeqNum] = message.ToArray();
        return true;
    }

    internal void AddDone(int msgSeqNum)
    {
        if (_bytes > bytesMax - 100 || !_messages.TryAdd(msgSeqNum, Done)) return;
        _bytes += 100;
    }

    /// <summary>Takes out the message of a number. An empty one was acted on before.</summary>
    internal bool TryTake(int msgSeqNum, out byte[] message)
    {
        if (!_messages.Remove(msgSeqNum, out message!)) return false;
        _bytes -= message.Length + 100;
        return true;
    }

    /// <summary>Forgets what a gap fill has jumped over.</summary>
    internal void DropBelow(int msgSeqNum)
    {
        if (_messages.Count == 0) return;
        foreach (var number in new List<int>(_messages.Keys))
            if (number < msgSeqNum) TryTake(number, out _);
    }
}
