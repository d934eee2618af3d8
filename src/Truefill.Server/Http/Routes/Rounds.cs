using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Server.Hosting;

namespace Truefill.Server.Http.Routes;

/// <summary>
/// Many requests of one caller, some at a time: the lane that they wait in is bounded, and others use it too.
/// </summary>
internal static class Rounds
{
    /// <summary>How many wait in the engine's lane at once; far below what it takes.</summary>
    public const int AtOnce = 256;

    /// <summary>
    /// One answer for each, in their order; none for one that was not taken because the lane was full all the same. The
    /// others are asked for nevertheless.
    /// </summary>
    /// <exception cref="EngineBusyException">Nothing was taken at all, as of an engine that has stopped.</exception>
    public static async Task<IReadOnlyList<Answer?>> Ask<T>(IReadOnlyList<T> requests, Func<T, Task<Answer>> ask)
    {
        List<Answer?> answers = new(requests.Count);
        List<Task<Answer>?> asked = new(AtOnce);
        EngineBusyException? busy = null;
        bool wasTaken = false;
        for (int next = 0; next < requests.Count;)
        {
            for (asked.Clear(); asked.Count < AtOnce && next < requests.Count; next++)
            {
                try
                {
                    asked.Add(ask(requests[next]));
                    wasTaken = true;
                }
                catch (EngineBusyException e)
                {
                    busy = e;
                    asked.Add(null);
                }
            }

            foreach (Task<Answer>? each in asked) answers.Add(each is null ? null : await each);
        }

        return busy is null || wasTaken ? answers : throw busy;
    }
}
