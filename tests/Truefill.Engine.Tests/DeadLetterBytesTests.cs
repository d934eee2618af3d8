using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;
using Truefill.Journal;

namespace Truefill.Engine.Tests;

/// <summary>Which bytes of dead letters stand beside the books: the journal has all of them.</summary>
public sealed class DeadLetterBytesTests
{
    [Fact]
    public void The_bytes_of_one_that_is_closed_are_let_go()
    {
        EngineRig rig = new();
        rig.Step(Malformed(100), Malformed(200));
        rig.Step(Close(1));
        IReadOnlyList<DeadLetterEntry> letters = rig.Replay().Index.DeadLetters;
        Assert.Equal([(0, 100), (200, 200)], letters.Select(letter => (letter.Raw.Length, letter.RawLength)));
    }

    [Fact]
    public void Beyond_the_most_that_is_kept_in_all_the_oldest_are_let_go_and_a_checkpoint_tells_the_same()
    {
        const int Count = (ReadIndex.RawKeptInAll / ReadIndex.RawKept) + 10;
        EngineRig rig = new();
        for (int left = Count; left > 0; left -= 100)
            rig.Step([.. Enumerable.Range(0, int.Min(left, 100)).Select(_ => Malformed(5000))]);
        Replica replica = rig.Replay();
        IReadOnlyList<DeadLetterEntry> letters = replica.Index.DeadLetters;
        Assert.Equal(ReadIndex.RawKeptInAll, letters.Sum(letter => letter.Raw.Length));
        Assert.All(letters.Take(10), letter => Assert.Empty(letter.Raw));
        Assert.All(letters, letter => Assert.Equal(5000, letter.RawLength));

        Replica loaded = Loaded(replica);
        int blocks = rig.BlockCount;
        rig.Step(Close(15));
        rig.Step(Malformed(5000), Malformed(5000));
        Assert.Equal(Kept(rig.Replay(blocks, replica)), Kept(rig.Replay(blocks, loaded)));
        Assert.Empty(letters[10].Raw);
        Assert.NotEmpty(letters[11].Raw);
    }

    private static List<int> Kept(Replica replica) =>
        [.. replica.Index.DeadLetters.Select(letter => letter.Raw.Length)];

    private static Replica Loaded(Replica replica)
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("truefill-letters-").FullName;
        try
        {
            using PosixStorage storage = new(folder);
            CheckpointStore.Save(storage, replica, new JournalPosition(1, 0, replica.Seq + 1, default));
            Replica loaded = new();
            loaded.Load(CheckpointStore.Newest(storage)!);
            return loaded;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static Input Malformed(int bytes) => new()
    {
        Kind = InputKind.Malformed,
        Body = new MalformedInput(DeadLetterReason.Malformed, "flood"),
        Source = "test",
        Raw = new byte[bytes],
    };

    private static Input Close(int id) => new()
    {
        Kind = InputKind.CloseDeadLetter,
        Body = new CloseDeadLetter(id, false, "ann", "noise"),
        Source = "test",
    };
}
