using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain;

/// <summary>
/// What every decision works with: the books to read, where to put its conclusions, and whence and when the input came.
/// One per engine; the engine sets the last two before each input. A fact that is emitted is applied at once, so what
/// follows in the same decision sees it.
/// </summary>
public sealed class Deciding(Books books, IFacts emit, DecidingPolicy? policy = null)
{
    private readonly DecidingPolicy policy = policy ?? new DecidingPolicy();

    /// <summary>The name of the source from which the service itself puts inputs in.</summary>
    public const string OwnSource = "engine";

    public Books Books { get; } = books;

    public IFacts Emit { get; } = emit;

    /// <summary>The source of the input under decision.</summary>
    public SourceId Source { get; private set; }

    /// <summary>
    /// The input under decision is the service's own, not a client's: it came from <see cref="OwnSource"/>.
    /// </summary>
    public bool IsOwn => Books.Names.Of(Source) == OwnSource;

    /// <summary>Engine time of the input under decision; never decreasing.</summary>
    public UtcNanos Now { get; private set; }

    /// <summary>The engine's epoch, part of every wire id.</summary>
    public long Epoch { get; set; }

    /// <inheritdoc cref="DecidingPolicy.AdoptInto"/>
    public string AdoptInto => policy.AdoptInto;

    /// <inheritdoc cref="DecidingPolicy.DefaultAccount"/>
    public string DefaultAccount => policy.DefaultAccount;

    public void Begin(SourceId source, UtcNanos now)
    {
        Source = source;
        Now = now;
    }

    /// <summary>The handle of a name, registered now if it is new.</summary>
    public int Intern(NameKind kind, string name)
    {
        NameTable table = Books.Names[kind];
        if (table.TryGet(name, out int handle)) return handle;
        handle = table.Count;
        Emit.Apply(new NameRegistered(kind, handle, name));
        return handle;
    }

    public AccountId Account(string name) => new(Intern(NameKind.Account, name));

    public StrategyId Strategy(string name) => new(Intern(NameKind.Strategy, name));

    public SymbolId Symbol(string name) => new(Intern(NameKind.Symbol, name));

    public VenueId Venue(string name) => new(Intern(NameKind.Venue, name));

    /// <summary>Puts the input under decision aside with its reason; the journal keeps its bytes.</summary>
    public InputOutcome DeadLetter(DeadLetterReason reason, string detail, long msgSeqNum = 0)
    {
        Emit.Apply(new DeadLettered(Books.DeadLetters.LastId + 1, Source, msgSeqNum, reason, detail, Now));
        return InputOutcome.DeadLettered;
    }
}
