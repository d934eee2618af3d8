using System.Collections.Generic;

namespace Truefill.Venues.Fix.Trading;

/// <summary>
/// What went out under which MsgSeqNum(34), so that a Reject(3) or BusinessMessageReject(j), which name a number, can
/// be told as what became of a request. The newest ones only. Used under the session's lock.
/// </summary>
internal sealed class FixSentRequests
{
    private const int Most = 1 << 14;

    private readonly Dictionary<int, FixRequest> sent = [];
    private readonly Queue<int> numbers = new();
    private int last;

    /// <summary>A message that in the end does not go leaves its number to the next one, which replaces it.</summary>
    public void Record(int msgSeqNum, in FixRequest request)
    {
        BeginAt(msgSeqNum);
        if (numbers.Count == Most) sent.Remove(numbers.Dequeue());
        sent[msgSeqNum] = request;
        numbers.Enqueue(msgSeqNum);
        last = msgSeqNum;
    }

    /// <summary>
    /// Numbers from here on are new: whatever had them before was of another numbering, or never went.
    /// </summary>
    public void BeginAt(int msgSeqNum)
    {
        if (msgSeqNum > last) return;
        if (msgSeqNum < last)
        {
            sent.Clear();
            numbers.Clear();
        }

        sent.Remove(msgSeqNum);
    }

    public bool TryTake(int msgSeqNum, out FixRequest request) => sent.Remove(msgSeqNum, out request);
}
