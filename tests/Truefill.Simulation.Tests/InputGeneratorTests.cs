using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

public sealed class InputGeneratorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20_260_101)]
    public void The_same_seed_tells_the_same_story(ulong seed) => Assert.Equal(Digest(seed, 5_000), Digest(seed, 5_000));

    [Fact]
    public void Another_seed_tells_another_story() => Assert.NotEqual(Digest(1, 500), Digest(2, 500));

    [Fact]
    public void The_chance_is_the_published_one()
    {
        Chance chance = new(0);
        Assert.Equal(11091344671253066420UL, chance.Next());
    }

    [Fact]
    public void A_few_seeds_reach_every_kind_of_input_and_of_report()
    {
        HashSet<InputKind> kinds = [];
        HashSet<ExecType> types = [];
        for (ulong seed = 1; seed <= 8; seed++)
        {
            foreach (Input input in Run(new InputGenerator(seed), 20_000))
            {
                kinds.Add(input.Kind);
                if (input.Kind == InputKind.ExecutionReport) types.Add(input.Report.ExecType);
            }
        }

        // What comes behind belongs to venues' answers, limits, advisories and reconciliation.
        IEnumerable<InputKind> books = Enum.GetValues<InputKind>().Where(kind => kind <= InputKind.ChargeFee);
        Assert.Empty(books.Except(kinds));
        Assert.Empty(Enum.GetValues<ExecType>().Except(types));
    }

    [Fact]
    public void A_few_seeds_reach_every_fault()
    {
        HashSet<FaultKind> reached = [];
        for (ulong seed = 1; seed <= 8; seed++)
        {
            InputGenerator generator = new(seed);
            _ = Run(generator, 20_000).Count();
            reached.UnionWith(Enum.GetValues<FaultKind>().Where(f => generator.Count(f) > 0));
        }

        Assert.Empty(Enum.GetValues<FaultKind>().Except(reached));
    }

    [Fact]
    public void Ids_come_up_to_the_longest_that_is_taken()
    {
        GeneratorOptions options = new() { Faults = [FaultKind.LongestId] };
        Assert.Contains(
            Run(new InputGenerator(3, options), 5_000),
            i => i.Kind == InputKind.ExecutionReport && i.Report.ClOrdId.Text.Length == ShortText.MaxBytes);
    }

    [Fact]
    public void A_drained_world_ends_with_a_clean_stop()
    {
        InputGenerator generator = new(4);
        Assert.Equal(InputKind.Stop, Run(generator, 1_000).Last().Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_model_understands_every_story(ulong seed)
    {
        NaiveModel model = new();
        InputGenerator generator = new(seed);
        foreach (Input input in Run(generator, 5_000))
        {
            Prediction prediction = model.Apply(in input, generator.Now);
            Assert.NotEqual(Outcomes.None, prediction.Certain);
        }

        Assert.NotEmpty(model.Orders);
        Assert.All(model.Orders, o => Assert.True(o.View(model.Assumptions.First).LeavesQty >= 0));
    }

    [Fact]
    public void What_the_wire_does_changes_nothing_in_the_end()
    {
        GeneratorOptions faulty = new()
        {
            Faults = [FaultKind.Duplicate, FaultKind.PossDupResend, FaultKind.Delay, FaultKind.Reorder, FaultKind.Bust, FaultKind.Correct],
        };
        NaiveModel once = new();
        NaiveModel shuffled = new();
        List<Input> story = [.. Run(new InputGenerator(5, faulty), 5_000)];
        foreach (Input input in story) once.Apply(in input, input.ReceivedAt);
        List<Input> reports = story.FindAll(IsTrade);
        foreach (Input input in story.Where(i => !IsTrade(i)).Concat(Enumerable.Reverse(reports)))
            shuffled.Apply(in input, input.ReceivedAt);
        foreach (PositionName key in once.Positions)
            Assert.Equal(once.Position(key).NetCash, shuffled.Position(key).NetCash);
    }

    internal static IEnumerable<Input> Run(InputGenerator generator, int steps)
    {
        Input input = default;
        for (int i = 0; i < steps; i++)
        {
            Assert.True(generator.Next(ref input));
            yield return input;
        }

        generator.Drain();
        while (generator.Next(ref input)) yield return input;
    }

    private static bool IsTrade(Input input) =>
        input.Kind == InputKind.ExecutionReport
        && input.Report.ExecType is ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel;

    private static ulong Digest(ulong seed, int steps)
    {
        InputDigest digest = new();
        foreach (Input input in Run(new InputGenerator(seed), steps)) digest.Add(in input);
        return digest.Value;
    }
}
