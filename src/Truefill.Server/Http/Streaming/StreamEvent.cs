using System;
using Truefill.Domain.Names;

namespace Truefill.Server.Http.Streaming;

/// <summary>One event as it is sent.</summary>
/// <param name="Seq">The sequence at which its data is true.</param>
/// <param name="Id">Everything up to here has been sent once this event has: where to resume.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Data">One JSON object in UTF-8, without line breaks.</param>
public sealed record StreamEvent(ulong Seq, ulong Id, string Name, AccountId Account, ReadOnlyMemory<byte> Data)
{
    /// <summary>It concerns no single account: whoever may listen is told.</summary>
    public bool IsForAll { get; init; }
}
