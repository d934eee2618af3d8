using System.Collections.Generic;

namespace Truefill.Server.Http;

/// <summary>One form of a body.</summary>
/// <param name="Title">Names it among others; empty: it is the only one.</param>
public sealed record ApiBodyForm(string Title, params IReadOnlyList<ApiField> Fields)
{
    /// <summary>Other fields are passed over; elsewhere they are refused by name.</summary>
    public bool TakesMore { get; init; }
}
