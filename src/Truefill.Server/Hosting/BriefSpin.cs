using System.Diagnostics;
using System.Threading;

namespace Truefill.Server.Hosting;

/// <summary>
/// Looking again and again before going to sleep, where <c>engine.wait</c> is <c>spin</c>: what is waited for usually
/// follows within microseconds of what was done last, and being woken takes longer than that. The processor is offered
/// to other threads all the while: where there are fewer processors than spinning threads, one that has work would
/// otherwise wait for a time slice, which is milliseconds.
/// </summary>
/// <param name="on">False: go to sleep at once.</param>
internal struct BriefSpin(bool on)
{
    private static readonly long Most = Stopwatch.Frequency / 5_000;

    private long until;

    /// <summary>False once it is time to sleep.</summary>
    public bool Again()
    {
        if (!on) return false;
        if (until == 0) until = Stopwatch.GetTimestamp() + Most;
        else if (Stopwatch.GetTimestamp() > until) return false;
        Thread.SpinWait(4);
        Thread.Yield();
        return true;
    }
}
