using System;
using System.Globalization;
using Truefill.Bench;

if (args is ["follower"])
{
    await FollowerBenchmark.RunAsync();
    return;
}

if (args is ["sessions"])
{
    foreach (var figure in FixSessionBenchmark.Run())
    {
        var beside = figure.Reference.Length == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"  {figure.Reference} {figure.ReferenceValue:F1}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{figure.Name,-44} {figure.Value,10:F1} {figure.Unit}{beside}"));
    }

    return;
}

if (args is ["venue"])
{
    TickBenchmark.VenueAlone();
    return;
}

if (args is ["ticks", string path])
{
    Environment.ExitCode = TickBenchmark.Run(path);
    return;
}

foreach (var line in FixBenchmark.Run())
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Name,-44} {line.Nanoseconds,8:F0} ns  [{line.Fastest:F0}..{line.Slowest:F0}]  {line.BytesPerMessage,8:F1} B"));
}
