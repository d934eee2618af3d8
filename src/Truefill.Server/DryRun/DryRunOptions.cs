using System;
using System.Collections.Generic;
using System.IO;
using Truefill.Domain;
using Truefill.Domain.Positions.Commands;
using Truefill.Fix;
using Truefill.Venues.Fix;

namespace Truefill.Server.DryRun;

/// <summary>What the files hold.</summary>
public enum DryRunFormat
{
    /// <summary>Raw FIX messages, one a line.</summary>
    Fix,

    /// <summary>Normalised executions, one JSON object a line.</summary>
    Jsonl,
}

/// <summary>One input; its name is only shown.</summary>
public sealed record DryRunFile(string Name, Stream Content);

/// <summary>How far a run is: the place in the file and the lines read of it.</summary>
public readonly record struct DryRunProgress(int File, long Bytes, long Lines);

public sealed record DryRunOptions
{
    public static DryRunOptions Default { get; } = new();

    /// <summary>Of every counterparty in the log.</summary>
    public FixDialect Dialect { get; init; } = FixDialect.Standard;

    /// <summary>What the symbols mean. What a FIX log calls them, the dialect says.</summary>
    public IReadOnlyList<DefineInstrument> Instruments { get; init; } = [];

    /// <summary>A longer line is a dead letter of which only the first bytes are kept.</summary>
    public int LineBytesMax { get; init; } = FixLogReader.DefaultLineBytesMax;

    /// <summary>Off: no history per order is kept, so that memory depends on orders and executions alone.</summary>
    public bool KeepHistory { get; init; } = true;

    /// <summary>The account of an execution that names none.</summary>
    public string DefaultAccount { get; init; } = DecidingPolicy.AccountName;

    /// <summary>Told every <see cref="ProgressLines"/> lines.</summary>
    public Action<DryRunProgress>? OnProgress { get; init; }

    public int ProgressLines { get; init; } = 65_536;
}
