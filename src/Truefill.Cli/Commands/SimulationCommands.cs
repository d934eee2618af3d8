using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="Seed">The first one.</param>
/// <param name="Steps">Inputs per seed.</param>
/// <param name="Seeds">How many, one after the other from the first.</param>
/// <param name="UntilFound">The first seed that fails ends it.</param>
/// <param name="Story">What is simulated.</param>
/// <param name="Journal">A new state directory for the journal of one seed; null: none is kept.</param>
internal sealed record SimOptions(
    ulong Seed, int Steps, int Seeds, bool UntilFound, SimStory Story, string? Journal);

/// <summary>What a simulation is about.</summary>
internal enum SimStory
{
    /// <summary>The engine against the independent model.</summary>
    Model,

    /// <summary>With a simulated venue and a disk that crashes.</summary>
    Whole,

    /// <summary>The line to the venue is cut at every point of a request's life.</summary>
    Ordeal,

    /// <summary>Positions are compared with a venue that answers badly.</summary>
    Rounds,

    /// <summary>The process is killed and started again, with orders in every stage of their life.</summary>
    Restarts,
}

/// <summary>The engine against the independent model.</summary>
internal static class SimulationCommands
{
    private const int UsualSteps = 10_000;
    private const int MostSteps = 10_000_000;

    public static CommandSpec Sim { get; } = new CommandSpec<SimOptions>(
        "sim", "simulate the whole engine under faults", o =>
        {
            var seed = o.Whole("--seed", "N", "the seed that tells the story [1]");
            var steps = o.Whole("--steps", "N", "inputs per seed, at most 10000000 [10000]");
            var seeds = o.Whole("--seeds", "N", "how many seeds, counted up from the first [1]");
            var untilFound = o.Flag("--until-found", "stop at the first seed that fails");
            var whole = o.Flag("--whole", "the model beside a simulated venue, on a disk that crashes");
            var ordeal = o.Flag("--ordeal", "the line is cut at 12 points of a request, and comes back in 5 ways");
            var rounds = o.Flag("--rounds", "--steps comparisons with a venue whose lists lag, are cut short or fail");
            var restarts = o.Flag("--restarts", "killed and started again, with orders of 7 fates in all 128 mixtures");
            var journal = o.Text(
                "--journal", "DIR", "keep the journal of the first seed that failed, else of --seed: for repro");
            return p => new SimOptions(
                (ulong)(seed(p) ?? 1),
                (int)long.Clamp(steps(p) ?? UsualSteps, 1, MostSteps),
                (int)long.Clamp(seeds(p) ?? 1, 1, int.MaxValue),
                untilFound(p),
                ordeal(p) ? SimStory.Ordeal
                    : rounds(p) ? SimStory.Rounds
                    : restarts(p) ? SimStory.Restarts
                    : whole(p) ? SimStory.Whole
                    : SimStory.Model,
                journal(p));
        });
}
