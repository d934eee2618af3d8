using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Driving;

/// <summary>The engine's own bodies for the operations that the generator and the model speak of.</summary>
public sealed class EngineBodies : IOperationBodies
{
    private const string Person = "ops";
    private const string Why = "simulated";
    private int imports;

    public object Write(Operation operation) => operation switch
    {
        DefinedInstrument x => new DefineInstrument(
            x.Symbol, Quantity.Price(x.Multiplier), Quantity.Price(x.TickSize), Quantity.Of(x.LotSize), x.Currency),
        DefinedAccount x => new DefineAccount(x.Account, Currency.Usd, x.Method),
        ChangedMark x => new SetMark(x.Symbol, x.Price),
        ChangedFxRate x => new SetFxRate(x.From, x.To, Quantity.Price(x.Rate)),
        ImportedPosition x => new ImportPosition(
            x.Account, x.Strategy, x.Symbol, x.Quantity, x.Price, Reference(), Person, Why, x.At),
        MovedPosition x => new TransferPosition(
            x.Account, x.FromStrategy, x.ToStrategy, x.Symbol, x.Quantity, null, Person, Why),
        ChargedFee x => new ChargeFee(new ExecKey(x.Venue, x.Scope, x.ExecId), x.Fee),
        _ => throw new System.ArgumentOutOfRangeException(nameof(operation), operation, "an operation without a body"),
    };

    public Operation? Read(in Input input) => input.Body switch
    {
        Operation x => x,
        DefineInstrument x => new DefinedInstrument(
            x.Symbol, x.Multiplier.Value, x.Currency, x.Tick.Value, x.Lot.Value),
        DefineAccount x => new DefinedAccount(x.Account, x.Method),
        SetMark x => new ChangedMark(x.Symbol, x.Price),
        SetFxRate x => new ChangedFxRate(x.From, x.To, x.Rate.Value),
        ImportPosition x => new ImportedPosition(x.Account, x.Strategy, x.Symbol, x.SignedQty, x.Price, x.At),
        TransferPosition x => new MovedPosition(x.Account, x.Symbol, x.From, x.To, x.SignedQty),
        ChargeFee x => new ChargedFee(x.Exec.Venue, x.Exec.Scope, x.Exec.ExecId, x.Fee),
        _ => null,
    };

    private ShortText Reference() =>
        ShortText.FromTrusted(System.FormattableString.Invariant($"opening-{++imports}"));
}
