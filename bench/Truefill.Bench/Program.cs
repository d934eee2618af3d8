using System;
using Truefill.Bench;

switch (args)
{
    case ["venue"]:
        TickBenchmark.VenueAlone();
        break;
    case ["ticks", string path]:
        Environment.ExitCode = TickBenchmark.Run(path);
        break;
    default:
        Console.Error.WriteLine("usage: venue | ticks FILE.csv[.gz]; everything else is measured by `truefill bench`");
        Environment.ExitCode = 2;
        break;
}
