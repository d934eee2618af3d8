using System;

namespace Truefill.Venues;

/// <summary>
/// Calls into an adapter, which may be anybody's: whatever it throws is its own mistake and comes back as a value.
/// </summary>
public static class AdapterCall
{
    /// <summary>Hands a command or a question to an adapter.</summary>
    public delegate void Handing<T>(IVenue venue, in T handed)
        where T : struct;

    /// <summary>What the adapter threw, else null.</summary>
    public static Exception? FailureOf<T>(IVenue venue, in T handed, Handing<T> call)
        where T : struct
    {
        try
        {
            call(venue, in handed);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
