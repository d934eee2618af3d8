using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Engine.Tests.Support;

/// <summary>An engine whose blocks are kept in memory, for comparing live state with replayed state.</summary>
internal sealed class EngineRig
{
    private readonly BlockBuilder block = new(1 << 12, 1 << 12);
    private readonly List<(byte[] Records, byte[] Raw, ulong FirstSeq, int Count)> blocks = [];
    private UtcNanos now = new(1_700_000_000_000_000_000);
    private ulong nextSeq = 1;

    public EngineRig()
    {
        Engine = new ExecutionEngine(Books, default);
        Step(new Input { Kind = InputKind.Start, Body = new EngineStart(1, "test", "", null), Source = "engine" });
    }

    public Books Books { get; } = new();

    public ExecutionEngine Engine { get; }

    public Effects Effects { get; } = new();

    public int BlockCount => blocks.Count;

    /// <summary>Time passes and nothing comes in.</summary>
    public void Wait(long nanos) => now = now.AddNanos(nanos);

    /// <summary>Decides the inputs into one block.</summary>
    public IReadOnlyList<Answer> Step(params Input[] inputs)
    {
        now = now.AddNanos(1_000_003);
        block.Reset(nextSeq);
        Engine.Open(block);
        Effects.Clear();
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i].RequestId = i + 1;
            if (inputs[i].ReceivedAt.IsNone) inputs[i].ReceivedAt = now;
        }

        Engine.Step(inputs, now, Effects);
        nextSeq = block.NextSeq;
        blocks.Add((block.Records.ToArray(), block.Raw.ToArray(), block.FirstSeq, block.Count));
        return [.. Effects.Answers];
    }

    public string LiveHash() => StateHash.Text(StateHash.Of(Books));

    public Replica Replay(int fromBlock = 0, Replica? into = null)
    {
        Replica replica = into ?? new Replica();
        for (int i = fromBlock; i < blocks.Count; i++)
            replica.Play(blocks[i].Records, blocks[i].FirstSeq, blocks[i].Count, blocks[i].Raw);
        return replica;
    }

    /// <summary>Null: every block was decided the same way again.</summary>
    public ulong? Redecide(out Books books)
    {
        Redecider redecider = new();
        books = redecider.Books;
        foreach ((byte[] records, byte[] raw, ulong firstSeq, int count) in blocks)
            if (redecider.Check(records, firstSeq, count, raw) is { } seq) return seq;
        return null;
    }
}
