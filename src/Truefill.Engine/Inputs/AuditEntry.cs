using System;
using Truefill.Domain;
using Truefill.Domain.Engine;

namespace Truefill.Engine.Inputs;

/// <summary>
/// Who asks for something, in which role and from where. In front of another input it is that input's, and how it ended
/// is the engine's to say; on its own it records what happened, or was refused, outside the engine.
/// </summary>
public sealed record AuditEntry
{
    public required string Actor { get; init; }

    public required string Role { get; init; }

    public required string From { get; init; }

    public required string Action { get; init; }

    public string Target { get; init; } = "";

    /// <summary>Pending: the next input's. Else what happened, on its own.</summary>
    public AuditOutcome Outcome { get; init; }

    public string Code { get; init; } = "";

    public string? Before { get; init; }

    public string? After { get; init; }

    public int Repeats { get; init; } = 1;

    /// <summary>
    /// Why the books, as they stand right before the input, forbid it to who asks; it says null for what may be done,
    /// and is null where everything may be. What is forbidden is not decided: its attempt is journaled as refused with
    /// this code, and answered as ignored. Called on the engine's thread, reads only, throws nothing; not journaled.
    /// </summary>
    public Func<Books, string?>? Forbids { get; init; }
}
