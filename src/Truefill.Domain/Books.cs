using Truefill.Domain.Advisories;
using Truefill.Domain.Clients;
using Truefill.Domain.Engine;
using Truefill.Domain.Executions;
using Truefill.Domain.Instruments;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Protection;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;

namespace Truefill.Domain;

/// <summary>
/// The whole state, a pure function of the facts applied to it. The engine holds one set, the replica another, recovery
/// builds a third: same facts, same state, same hash.
/// </summary>
public sealed partial class Books : IFacts
{
    public Books()
    {
        Risk = new RiskBook(this);
        BroughtIn = new FirstWorth(this);
        Orders = new OrderTable { Watcher = Risk };
        Positions = new PositionBook(Executions, Accounts, Instruments, Names) { Watcher = Risk.Exposures };
        Protections = new ProtectionTable(Orders, Positions, Instruments, Sessions, Marks, Engine);
    }

    /// <summary>
    /// Makes room ahead for so many more executions and for the lots they may open, so that none of them waits for
    /// memory or sets off a collection.
    /// </summary>
    public void Reserve(int executions)
    {
        Executions.Reserve(executions);
        Positions.Reserve(executions);
    }

    public NameTables Names { get; } = new();

    public AccountTable Accounts { get; } = new();

    public InstrumentTable Instruments { get; } = new();

    public OrderTable Orders { get; }

    public ExecutionLedger Executions { get; } = new();

    public PositionBook Positions { get; }

    public MarkTable Marks { get; } = new();

    /// <summary>What imported positions were worth beyond their prices when they could first be valued.</summary>
    public FirstWorth BroughtIn { get; }

    public DeadLetterTable DeadLetters { get; } = new();

    public IntakeCounters Intake { get; } = new();

    public SessionTable Sessions { get; } = new();

    public QueryTable Queries { get; } = new();

    public BalanceTable Balances { get; } = new();

    public RiskBook Risk { get; }

    public ReconciliationBook Reconciliation { get; } = new();

    public KillSwitch KillSwitch { get; } = new();

    public AdvisoryTable Advisories { get; } = new();

    public ProtectionTable Protections { get; }

    public ClientTable Clients { get; } = new();

    public EngineLife Engine { get; } = new();
}
