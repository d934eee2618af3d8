using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>Waits for what another process comes to, however busy the machine is.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task Holds(Func<bool> condition, string what) => Holds(condition, () => what);

    public static async Task Holds(Func<bool> condition, Func<string> output)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, "in vain: " + output());
            await Task.Delay(20);
        }
    }
}
