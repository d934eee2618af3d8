using System;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;

namespace Truefill.Engine.Reading;

/// <summary>
/// The books as far as they are durable, with what readers need beside them. Everything that crosses the process
/// boundary is read here; every answer is true at <see cref="Seq"/>. Single-threaded: its host decides who may read
/// when.
/// </summary>
public sealed class Replica : IInputListener
{
    private readonly FactTee target;
    private readonly BlockPlayer player;
    private IFacts? watching;
    private IFacts? logging;
    private IFacts? following;
    private IInputListener? followingInputs;
    private IFacts? telling;

    public Replica(IFacts? watcher = null)
    {
        Index = new ReadIndex(Books);
        Worth = new WorthHistory(Books);
        target = new FactTee(Books, Index);
        player = new BlockPlayer(target, this, Books, Index.OfOrders);
        Index.Follow(player);
        Watch(watcher);
    }

    public Books Books { get; } = new();

    public ReadIndex Index { get; }

    /// <summary>What accounts were worth over time.</summary>
    public WorthHistory Worth { get; }

    /// <summary>Is told of inputs too, once the index has seen them; null: nobody.</summary>
    public IInputListener? Observer { get; set; }

    /// <summary>Facts of a type that were played since this replica was made.</summary>
    public long CountOf(FactType type) => player.CountOf((byte)type);

    /// <summary>Sequence of the last record played.</summary>
    public ulong Seq => player.Seq;

    /// <summary>Engine time of the last input played.</summary>
    public UtcNanos At => player.At;

    /// <summary>Facts go to a watcher too, once the books have them; null: to nobody else any more.</summary>
    public void Watch(IFacts? watcher)
    {
        watching = watcher;
        Retarget();
    }

    /// <summary>Facts go to a log too, behind the books and the watcher; null: to none any more.</summary>
    public void Log(IFacts? log)
    {
        logging = log;
        Retarget();
    }

    /// <summary>Facts go to a teller of trades too, behind all others; null: to none any more.</summary>
    public void Tell(IFacts? teller)
    {
        telling = teller;
        Retarget();
    }

    /// <summary>
    /// Facts and inputs go to a follower too, behind the books and for as long as this replica lives.
    /// </summary>
    /// <param name="inputs">Null: it follows facts alone.</param>
    public void Follow(IFacts facts, IInputListener? inputs = null)
    {
        following = following is null ? facts : new FactTee(following, facts);
        if (inputs is not null)
            followingInputs = followingInputs is null ? inputs : new InputTee(followingInputs, inputs);
        Retarget();
    }

    /// <summary>Fills this fresh replica; the journal goes on from the checkpoint's position.</summary>
    public void Load(Checkpoint checkpoint)
    {
        CheckpointStore.Load(checkpoint, Books, Index, Worth);
        player.Resume(checkpoint.Position.NextSeq - 1, checkpoint.At);
    }

    /// <summary>Makes room for so many more executions, as <see cref="Books.Reserve"/> does.</summary>
    public void Reserve(int executions)
    {
        Books.Reserve(executions);
        Index.Reserve(executions);
    }

    public void Play(ReadOnlySpan<byte> records, ulong firstSeq, int count, ReadOnlySpan<byte> raw) =>
        player.Play(records, firstSeq, count, raw);

    void IInputListener.OnInput(in JournaledInput input)
    {
        Worth.OnInput(input.Header.At);
        Index.OnInput(in input);
        Observer?.OnInput(in input);
        followingInputs?.OnInput(in input);
    }

    void IInputListener.OnDeadLetter(ReadOnlySpan<byte> raw) => Index.OnDeadLetter(raw);

    private void Retarget()
    {
        IFacts all = watching is null ? target : new FactTee(target, watching);
        if (following is not null) all = new FactTee(all, following);
        if (logging is not null) all = new FactTee(all, logging);
        player.Retarget(telling is null ? all : new FactTee(all, telling));
    }
}
