using System;
using Truefill.Domain;

namespace Truefill.Engine.Inputs;

/// <summary>
/// Where inputs come from, as <see cref="Input.Source"/> says it. The journal has these words, and a client's order is
/// known by its ClOrdID together with one of them: none may ever become another.
/// </summary>
public static class InputSource
{
    /// <summary>The service itself.</summary>
    public const string Engine = Deciding.OwnSource;

    /// <summary>The HTTP API, whatever program speaks it.</summary>
    public const string Http = "http";

    /// <summary>A command that works without a service.</summary>
    public const string Cli = "cli";

    /// <summary>What the configuration defines.</summary>
    public const string Configuration = "config";

    /// <summary>A kill switch that was engaged beside the API.</summary>
    public const string Kill = "kill";

    /// <summary>Executions that were put in by hand or by program.</summary>
    public const string Injected = "inject";

    /// <summary>The program that Truefill runs inside of.</summary>
    public const string Embedded = "embedded";

    /// <summary>Logs that are played without a venue and without a state directory.</summary>
    public const string DryRun = "dry-run";

    /// <summary>Before the id of a venue.</summary>
    public const string VenuePrefix = "venue:";

    private const string FixClientPrefix = "fix:";

    /// <summary>What a venue says.</summary>
    public static string OfVenue(string id) => VenuePrefix + id;

    /// <summary>What a client of the FIX gateway says.</summary>
    public static string OfFixClient(string compId) => FixClientPrefix + compId;

    /// <summary>The venue that a source is of; empty: it is no venue.</summary>
    public static string VenueOf(string source) =>
        source.StartsWith(VenuePrefix, StringComparison.Ordinal) ? source[VenuePrefix.Length..] : "";
}
