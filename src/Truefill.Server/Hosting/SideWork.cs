using System;

namespace Truefill.Server.Hosting;

/// <summary>
/// Work on a thread or timer beside the engine. What goes wrong there is told, and neither ends the process nor keeps
/// the engine from its own end.
/// </summary>
internal static class SideWork
{
    /// <param name="what">What it is, to a person.</param>
    public static void Do(string what, Action work, Action<string> report)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            report($"{what}: {e.Message}");
        }
    }
}
