using System;
using System.Threading;

namespace Truefill.Server.Hooks;

/// <param name="Dropped">They did not fit: too many waited.</param>
/// <param name="Trouble">What is wrong with it now; null: nothing.</param>
public sealed record HookState(
    string Receiver, long Delivered, long Failed, long Dropped, int Waiting, string? Trouble);

/// <summary>What became of one receiver's events. Thread-safe.</summary>
internal sealed class HookTally(TimeProvider time)
{
    // Long enough to be seen by whoever looks every half minute, and gone when nothing fails any more.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly Lock guard = new();
    private long delivered;
    private long failed;
    private long dropped;
    private string? trouble;
    private long troubleAt;
    private bool isHanging;

    public void Delivered()
    {
        lock (guard) delivered++;
    }

    public void Dropped()
    {
        lock (guard)
        {
            dropped++;
            Note("more events came than it takes");
        }
    }

    public void Failed(string why)
    {
        lock (guard)
        {
            failed++;
            Note(why);
        }
    }

    /// <summary>It has not returned for longer than it may, or has after all.</summary>
    public void Hanging(bool hangs, string why = "")
    {
        lock (guard)
        {
            isHanging = hangs;
            if (hangs) Note(why);
        }
    }

    public HookState Read(string receiver, int waiting)
    {
        lock (guard)
        {
            bool isOver = !isHanging && trouble is not null && time.GetElapsedTime(troubleAt) > Remembered;
            if (isOver) trouble = null;
            return new HookState(receiver, delivered, failed, dropped, waiting, trouble);
        }
    }

    private void Note(string why)
    {
        trouble = why;
        troubleAt = time.GetTimestamp();
    }
}
