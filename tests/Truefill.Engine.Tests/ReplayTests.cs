using Truefill.Domain;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

public sealed class ReplayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Replay_of_the_journal_gives_the_live_state_hash(int seed)
    {
        EngineRig rig = Run(seed, steps: 1500);

        Replica replica = rig.Replay();

        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(replica.Books)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Deciding_the_journaled_inputs_again_gives_the_same_bytes(int seed)
    {
        EngineRig rig = Run(seed, steps: 1500);

        Assert.Null(rig.Redecide(out Books books));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(books)));
    }

    [Fact]
    public void Every_input_settles_in_exactly_one_way()
    {
        const int Steps = 1200;
        EngineRig rig = Run(seed: 5, Steps);

        Assert.Equal(Steps * 3, rig.Books.Intake.Settled);
    }

    [Fact]
    public void The_same_inputs_give_the_same_hash_in_another_run() =>
        Assert.Equal(Run(seed: 6, steps: 400).LiveHash(), Run(seed: 6, steps: 400).LiveHash());

    [Fact]
    public void Another_input_gives_another_hash() =>
        Assert.NotEqual(Run(seed: 6, steps: 400).LiveHash(), Run(seed: 7, steps: 400).LiveHash());

    internal static EngineRig Run(int seed, int steps)
    {
        EngineRig rig = new();
        RandomInputs inputs = new(seed);
        for (int i = 0; i < steps; i++) rig.Step(inputs.Next(), inputs.Next(), inputs.Next());
        return rig;
    }
}
