using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Journal;
using Truefill.Simulation.Comparison;

namespace Truefill.Simulation.Driving;

/// <summary>An exception of the engine under test: a finding about it, and no end of the program that looks.</summary>
internal static class EngineFault
{
    /// <summary>
    /// Plays, and adds what code that is wrong throws, or throws at records that cannot be read, to the findings.
    /// </summary>
    public static void Watch(List<Divergence> found, Action play)
    {
        try
        {
            play();
        }
        catch (Exception e) when (e is InvariantBrokenException or ArithmeticException or InvalidOperationException
            or ArgumentException or KeyNotFoundException or IndexOutOfRangeException or NullReferenceException
            or JournalCorruptException or JournalIoException or JournalFormatException)
        {
            found.Add(new Divergence("engine", e.GetType().Name, "goes on", e.Message + " " + e.StackTrace));
        }
    }
}
