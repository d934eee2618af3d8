using System;
using Truefill.Fix;

namespace Truefill.Server.Gateway;

/// <summary>Says who was not let in.</summary>
internal sealed class GatewayLog(Action<string> report) : IFixLog
{
    public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now)
    {
        // The sessions' own: the acceptor has none before they are known.
    }

    public void Garbage(ReadOnlySpan<byte> bytes, long now)
    {
        // Told as an event.
    }

    public void Event(string text, long now) => report("fix gateway: " + text);
}
