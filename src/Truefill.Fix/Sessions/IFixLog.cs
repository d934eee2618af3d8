using System;

namespace Truefill.Fix;

/// <summary>Which way a message went.</summary>
public enum FixDirection : byte
{
    In,
    Out,
}

/// <summary>Gets every message and what the session has to say. Passwords are already blanked.</summary>
public interface IFixLog
{
    /// <param name="direction">Which way.</param>
    /// <param name="message">As on the wire but for blanked passwords; good until the call returns.</param>
    /// <param name="now">Nanoseconds since 1970 UTC.</param>
    void Message(FixDirection direction, ReadOnlySpan<byte> message, long now);

    /// <summary>Bytes in that are no message.</summary>
    void Garbage(ReadOnlySpan<byte> bytes, long now);

    /// <summary>A sentence for people.</summary>
    void Event(string text, long now);
}

/// <summary>Keeps nothing.</summary>
public sealed class FixNoLog : IFixLog
{
    public static FixNoLog Instance { get; } = new();

    public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now)
    {
        // Nothing is kept.
    }

    public void Garbage(ReadOnlySpan<byte> bytes, long now)
    {
        // Nothing is kept.
    }

    public void Event(string text, long now)
    {
        // Nothing is kept.
    }
}
