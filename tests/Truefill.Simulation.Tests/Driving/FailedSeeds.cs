using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>Of seeds that failed, what is printed.</summary>
internal static class FailedSeeds
{
    private const int ShownMax = 5;

    /// <summary>Fails with the first descriptions in full: lists in a message of xUnit are cut after some characters.
    /// </summary>
    public static void None(IEnumerable<string> failed)
    {
        string[] all = [.. failed.Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{all.Length} failed:\n{string.Join('\n', all.Take(ShownMax))}");
    }
}
