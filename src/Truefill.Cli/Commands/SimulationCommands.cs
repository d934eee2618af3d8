using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="Seed">The first one.</param>
/// <param name="Steps">Inputs per seed.</param>
/// <param name="Seeds">How many, one after the other from the first.</param>
/// <param name="UntilFound">The first seed that fails ends it.</param>
/// <param name="Whole">With a simulated venue and a disk that crashes instead of the independent model.</param>
internal sealed record SimOptions(ulong Seed, int Steps, int Seeds, bool UntilFound, bool Whole);

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
            var whole = o.Flag("--whole", "beside a simulated venue, on a disk that crashes, instead of the model");
            return p => new SimOptions(
                (ulong)(seed(p) ?? 1),
                (int)long.Clamp(steps(p) ?? UsualSteps, 1, MostSteps),
                (int)long.Clamp(seeds(p) ?? 1, 1, int.MaxValue),
                untilFound(p),
                whole(p));
        });
}
