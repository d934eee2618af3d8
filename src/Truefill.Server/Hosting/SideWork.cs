using System;
using System.Threading.Tasks;

namespace Truefill.Server.Hosting;

/// <summary>
/// Work on a thread, on a timer, for a request, or at the end of the service. What goes wrong there is somebody's to
/// tell; it neither ends the process nor passes in silence.
/// </summary>
internal static class SideWork
{
    /// <summary>What the work threw, else null.</summary>
    public static Exception? FailureOf(Action work) => FailureOf(static act => act(), work);

    /// <inheritdoc cref="FailureOf(Action)"/>
    public static Exception? FailureOf<T>(Action<T> work, T of)
    {
        try
        {
            work(of);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>What the work threw, else null; also when it was canceled.</summary>
    public static async Task<Exception?> FailureOf(Task work)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return work.Exception?.InnerException;
    }

    /// <summary>Does it, and reports what it throws.</summary>
    /// <param name="what">What it is, to a person.</param>
    public static void Do(string what, Action work, Action<string> report)
    {
        if (FailureOf(work) is { } failure) report($"{what}: {failure.Message}");
    }
}
