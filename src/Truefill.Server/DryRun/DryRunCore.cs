using Truefill.Domain;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Recovery;
using Truefill.Journal;

namespace Truefill.Server.DryRun;

/// <summary>
/// The real engine with a block that is thrown away after each step: same decisions, same books, no state directory.
/// The facts of each step are read from the block, as a follower would.
/// </summary>
internal sealed class DryRunCore
{
    private readonly BlockBuilder block = new(1 << 16, 0);
    private readonly Effects effects = new();
    private readonly StepWatcher watcher = new();
    private readonly ExecutionEngine engine;
    private readonly BlockPlayer player;
    private readonly Input[] input = new Input[1];

    public DryRunCore(DryRunOptions options)
    {
        player = new BlockPlayer(watcher);
        engine = new ExecutionEngine(
            new Books(), default, new DecidingPolicy { AdoptInto = "", DefaultAccount = options.DefaultAccount });
        foreach (DefineInstrument instrument in options.Instruments)
        {
            Next = new Input { Kind = InputKind.DefineInstrument, Source = InputSource.DryRun, Body = instrument };
            Step(engine.Now);
        }
    }

    public Books Books => engine.Books;

    /// <summary>What the last step was about.</summary>
    public StepWatcher Last => watcher;

    /// <summary>Where the next input is written before <see cref="Step"/>.</summary>
    public ref Input Next => ref input[0];

    public VenueId DefineVenue(string name)
    {
        DefineVenue venue = new(name, ReadOnly: true);
        Next = new Input { Kind = InputKind.DefineVenue, Source = InputSource.DryRun, Body = venue };
        Step(engine.Now);
        Books.Names.Venues.TryGet(name, out int handle);
        return new VenueId(handle);
    }

    /// <summary>Decides the next input at the given time and returns how it ended.</summary>
    public InputOutcome Step(UtcNanos now)
    {
        block.Reset(block.NextSeq);
        engine.Open(block);
        effects.Clear();
        watcher.Clear();
        input[0].RequestId = 1;
        engine.Step(input, now, effects);
        player.Play(block.Records, block.FirstSeq, block.Count);
        Answer answer = effects.Answers[0];

        // Somebody's request came twice: the order it asks for is there already.
        return answer.Reason == DenyReason.DuplicateClOrdId ? InputOutcome.Duplicate : answer.Outcome;
    }

    /// <summary>
    /// Books what was realised under the method asked for. Orders of intake and of time do not change.
    /// </summary>
    public void Settle(LotMethod method)
    {
        if (method != LotMethod.Fifo) Settle(Books, method);
    }

    internal static void Settle(Books books, LotMethod method)
    {
        for (int account = 1; account < books.Names.Accounts.Count; account++)
        {
            AccountId id = new(account);
            books.Apply(books.Accounts[id] with { Method = method });
        }
    }
}
