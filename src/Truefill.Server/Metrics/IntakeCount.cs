using System;
using System.Threading;

namespace Truefill.Server.Metrics;

/// <summary>
/// How many inputs were received. What has left the inbox and is not settled yet is on its way between the two, and in
/// neither of their counts: once it was counted it stays so. Thread-safe.
/// </summary>
internal sealed class IntakeCount
{
    private readonly Lock guard = new();
    private long received;

    /// <param name="settled">Inputs that were dealt with, as the books say.</param>
    /// <param name="waiting">Inputs in the inbox, taken after that.</param>
    /// <returns>All that were received, and those of them that are not settled.</returns>
    public (long Received, long Queued) Read(long settled, long waiting)
    {
        lock (guard)
        {
            received = Math.Max(received, settled + waiting);
            return (received, received - settled);
        }
    }
}
