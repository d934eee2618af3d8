using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Simulated.Scripts;

/// <summary>
/// Answers by the book: what the venue does with which order. The format is described in docs/simulated-venue.md.
/// </summary>
public sealed class SimulatedScript
{
    internal SimulatedScript(IReadOnlyList<ScriptRule> rules) => Rules = rules;

    internal IReadOnlyList<ScriptRule> Rules { get; }

    /// <summary>Number of lines that say something.</summary>
    public int Length => Rules.Count;

    /// <summary>Reads one JSON object from each line; empty lines and lines that begin with '#' are skipped.</summary>
    /// <param name="name">What an error calls the text, for instance its path.</param>
    /// <exception cref="InvalidDataException">A line that does not read: which, where, and why.</exception>
    public static SimulatedScript Parse(TextReader text, string name) => ScriptReader.Read(text, name);

    /// <exception cref="InvalidDataException">A line that does not read: which, where, and why.</exception>
    public static SimulatedScript Load(string path)
    {
        using StreamReader reader = new(path);
        return Parse(reader, path);
    }
}

/// <summary>One line of a script: which orders, how many of them, and what happens to each.</summary>
internal sealed record ScriptRule(ScriptMatch Match, int Times, ScriptPlan Plan);

/// <summary>What an order has to be for a rule; null: anything.</summary>
internal sealed record ScriptMatch(string? Account, string? Symbol, Side? Side, OrdType? Type, string? WireId)
{
    public bool Fits(in VenueCommand command) =>
        (Account is null || Account == command.Account)
        && (Symbol is null || Symbol == command.Symbol)
        && (Side is null || Side.Value.IsSell() == command.Terms.Side.IsSell())
        && (Type is null || Type == command.Terms.OrdType)
        && (WireId is null || WireId == command.WireId.ToString());
}

/// <summary>
/// What happens to an order, and to requests that would change it. No steps for those: the market's way.
/// </summary>
internal sealed record ScriptPlan(
    IReadOnlyList<ScriptStep> New, IReadOnlyList<ScriptStep> Cancel, IReadOnlyList<ScriptStep> Replace)
{
    public bool IgnoresOrder => New[0].Act == ScriptAct.Ignore;

    /// <summary>Some step tells the order's last report again.</summary>
    public bool Repeats => New.Concat(Cancel).Concat(Replace).Any(step => step.Act == ScriptAct.Duplicate);
}
