using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Tests;

/// <summary>
/// Waits for what another thread or program comes to, however busy the machine is: looks again and again, and says
/// what it waited for where that was in vain. That something does not happen is no business of this class.
/// </summary>
internal static class Eventually
{
    private const int LongestPause = 20;

    /// <summary>
    /// How long anything is waited for that comes at once where all is well: a bound on a test, not on the product.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);


    public static Task Holds(Func<bool> condition, string what) => Holds(condition, () => what);

    public static Task Holds(Func<Task<bool>> condition, string what) => Holds(condition, () => what);

    /// <param name="what">Is asked at the end, and only if it was in vain.</param>
    public static Task Holds(Func<bool> condition, Func<string> what) =>
        Holds(() => Task.FromResult(condition()), what);

    public static async Task Holds(Func<Task<bool>> condition, Func<string> what)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int pause = 1; !await condition(); pause = int.Min(2 * pause, LongestPause))
        {
            if (watch.Elapsed > Patience) Fail(what);
            await Task.Delay(pause);
        }
    }

    /// <summary>What is looked for, once a look finds it to be as it shall be.</summary>
    public static async Task<T> Found<T>(Func<Task<T>> look, Func<T, bool> isSo, string what)
    {
        T found = default!;
        await Holds(async () => isSo(found = await look()), () => $"{what}; found last: {found}");
        return found;
    }

    public static void HoldsBlocking(Func<bool> condition, string what) => HoldsBlocking(condition, () => what);

    /// <summary>For a test whose thread has nothing to await.</summary>
    /// <param name="patience">Less than is usual, where it is known that it will be in vain.</param>
    public static void HoldsBlocking(Func<bool> condition, Func<string> what, TimeSpan? patience = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int pause = 1; !condition(); pause = int.Min(2 * pause, LongestPause))
        {
            if (watch.Elapsed > (patience ?? Patience)) Fail(what);
            Thread.Sleep(pause);
        }
    }

    private static void Fail(Func<string> what) => Assert.Fail("in vain: " + what());
}
