using System;

namespace Truefill.Fix;

/// <summary>
/// How much of a counterparty is taken. What is beyond stays in its socket, which is not read for the while: nothing
/// of it is lost, and who sends it comes to wait.
/// </summary>
/// <param name="MessagesPerSecond">Of any kind, positive.</param>
/// <param name="BytesPerSecond">Those that are no message too, positive.</param>
public sealed record FixIntake(int MessagesPerSecond, long BytesPerSecond)
{
    /// <summary>After a pause, what would have come in so long may come at once.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>What of an intake is used up. The time comes in as an argument, in milliseconds that only grow.</summary>
internal sealed class FixIntakeBucket(FixIntake intake)
{
    private const long MicrosPerMilli = 1000;
    private const long MicrosPerSecond = 1_000_000;

    private readonly long burst = (long)intake.Burst.TotalMicroseconds;

    // In microseconds, up to when what was taken would have come, had it come evenly.
    private long messagesUntil;
    private long bytesUntil;

    /// <summary>So much was taken.</summary>
    internal void Take(long messages, long bytes, long now)
    {
        messagesUntil = Later(messagesUntil, now) + (messages * MicrosPerSecond / intake.MessagesPerSecond);
        bytesUntil = Later(bytesUntil, now) + (bytes * MicrosPerSecond / intake.BytesPerSecond);
    }

    /// <summary>Milliseconds until more may be taken; not above zero: at once.</summary>
    internal long Wait(long now) =>
        (Math.Max(messagesUntil, bytesUntil) - burst - (now * MicrosPerMilli)) / MicrosPerMilli;

    private static long Later(long until, long now) => Math.Max(until, now * MicrosPerMilli);
}
