using System;

namespace Truefill.Venues.Simulated.Log;

/// <summary>
/// What a venue writes down before it says it, so that it is the same venue after a restart of the process.
/// </summary>
public interface IVenueLog
{
    /// <param name="line">One JSON object without a line end; valid until this returns.</param>
    void Append(ReadOnlySpan<byte> line);
}
