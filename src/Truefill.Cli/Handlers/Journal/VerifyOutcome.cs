using System;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>What <c>journal verify</c> found.</summary>
internal sealed record VerifyOutcome
{
    /// <summary>A process has the directory open: looked at up to what was durable.</summary>
    public required bool Running { get; init; }

    public required VerifyReport Report { get; init; }

    /// <summary>Of the replayed facts; null where the journal does not verify.</summary>
    public string? StateHash { get; init; }

    /// <summary>Decided again; null when that was not asked for.</summary>
    public long? Inputs { get; init; }

    /// <summary>The first sequence that was decided differently.</summary>
    public ulong? Differs { get; init; }

    /// <summary>
    /// Null without a seal at the end, as while a service runs or after it was killed, and where a build that keeps the
    /// state in another form sealed it.
    /// </summary>
    public bool? EqualsSeal =>
        StateHash is not null && StateForm.TryReadSeal(Convert.FromHexString(Report.Seal), out ReadOnlySpan<byte> hash)
            ? StateHash == Convert.ToHexStringLower(hash)
            : null;

    /// <summary>There is a seal, and its hash says nothing to this build.</summary>
    public bool SealedInAnotherForm =>
        Report.Sealed && !StateForm.TryReadSeal(Convert.FromHexString(Report.Seal), out _);

    public bool IsGood => Report.IsSound && EqualsSeal != false && Differs is null;
}
