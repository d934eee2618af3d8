using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Applied;
using Truefill.Engine.Inputs;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

public sealed class PositionBoardTests
{
    [Fact]
    public void The_board_shows_what_the_books_hold()
    {
        EngineRig rig = ReplayTests.Run(seed: 21, steps: 600);

        foreach (Position position in rig.Books.Positions.All)
        {
            Assert.True(rig.Engine.Applied.TryRead(position.Handle, out PositionSnapshot snapshot));
            Assert.Equal(position.Key, snapshot.Key);
            Assert.Equal(position.Qty, snapshot.Qty);
            Assert.Equal(position.Realized, snapshot.Realized);
            Assert.Equal(position.NetCash, snapshot.NetCash);
        }
    }

    [Fact]
    public void The_changes_told_add_up_to_the_position()
    {
        EngineRig rig = new();
        Sum sum = new();
        rig.Engine.Applied.Subscribe(sum);
        RandomInputs inputs = new(22);
        for (int i = 0; i < 800; i++) rig.Step(inputs.Next());

        foreach (Position position in rig.Books.Positions.All)
            Assert.Equal(position.Qty, sum.ByPosition[position.Handle]);
    }

    [Fact]
    public async Task A_reader_on_another_thread_never_sees_half_a_write()
    {
        EngineRig rig = new();
        rig.Step(Import(1));
        PositionHandle position = new(1);
        Task<long> reading = Task.Run(() => ReadUntil(rig.Engine.Applied, position, Qty.FromTrusted(40_000)));

        for (int i = 2; i <= 40_000; i++) rig.Step(Import(i));

        // Every import is one unit at price 7, so cash is always −7 × quantity.
        Assert.True(await reading > 0);
    }

    private static long ReadUntil(PositionBoard board, PositionHandle position, Qty last)
    {
        for (long reads = 1; ; reads++)
        {
            board.TryRead(position, out PositionSnapshot seen);
            Assert.Equal(-7m * seen.Qty.Value, seen.NetCash.Amount);
            if (seen.Qty == last) return reads;
        }
    }

    private static Input Import(int number) => new()
    {
        Kind = InputKind.ImportPosition,
        Source = "cli",
        Body = new ImportPosition(
            "A",
            "",
            "IBM",
            Qty.FromTrusted(1),
            Px.FromTrusted(7),
            ShortText.FromTrusted("r" + number),
            "ann",
            "test"),
    };

    private sealed class Sum : IPositionSubscriber
    {
        public Dictionary<PositionHandle, Qty> ByPosition { get; } = [];

        public void OnPosition(in PositionDelta delta)
        {
            ByPosition.TryGetValue(delta.After.Position, out Qty sum);
            ByPosition[delta.After.Position] = sum + delta.Change;
        }
    }
}
