using System;
using System.Collections.Generic;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;

namespace Truefill.Server.Http;

/// <summary>Reads the bytes of dead letters again. Each source's bytes have a form of their own.</summary>
public interface IRawReplay
{
    /// <summary>What is put in for them, under the letter's source; the first one's answer counts.</summary>
    /// <param name="letter">The dead letter as it stands.</param>
    /// <param name="raw">The bytes as received, or as a person mended them.</param>
    /// <param name="mended">They are not as they were received.</param>
    /// <returns>Null: nothing here reads what that source sends.</returns>
    /// <exception cref="ApiException">They are read, and not something to be put in; the detail says why.</exception>
    IReadOnlyList<Input>? Read(DeadLetterEntry letter, ReadOnlyMemory<byte> raw, bool mended);

    /// <summary>
    /// The scope of an execution's ids at a venue, as its own messages have it: without it an execution that is given
    /// by its contents would be booked beside the venue's own.
    /// </summary>
    /// <param name="raw">What the venue sent of it; empty: nothing.</param>
    /// <returns>0: the venue's ids never start anew, or nothing here knows the venue.</returns>
    int ScopeOf(string venue, UtcNanos at, ReadOnlySpan<byte> raw);
}
