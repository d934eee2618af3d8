using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Model;

/// <summary>
/// What the inputs that are neither requests nor reports say, in the model's own words. The bodies of those inputs
/// belong to the engine; <see cref="IOperationBodies"/> translates, so that the model knows nothing of them.
/// </summary>
public abstract record Operation
{
    private protected Operation()
    {
    }
}

public sealed record DefinedInstrument(
    string Symbol, decimal Multiplier, Currency Currency, decimal TickSize = 0, decimal LotSize = 0) : Operation;

public sealed record DefinedAccount(string Account, LotMethod Method) : Operation;

public sealed record ChangedMark(string Symbol, Px Price) : Operation;

public sealed record ChangedFxRate(Currency From, Currency To, decimal Rate) : Operation;

/// <summary>An opening position: one lot with the price it cost.</summary>
public sealed record ImportedPosition(
    string Account, string Strategy, string Symbol, Qty Quantity, Px Price, UtcNanos At) : Operation;

/// <summary>
/// Quantity of one strategy becomes another's, inside an account. Which lots go along is not specified.
/// </summary>
public sealed record MovedPosition(
    string Account, string Symbol, string FromStrategy, string ToStrategy, Qty Quantity) : Operation;

/// <summary>A charge that came on its own, after the trade that it names.</summary>
public sealed record ChargedFee(VenueId Venue, int Scope, ExecId ExecId, Fee Fee) : Operation;

/// <summary>A request that was to be sent and provably did not leave.</summary>
/// <param name="RequestId">The cancel or replace; empty: the order itself.</param>
public sealed record UnsentRequest(OrderName Order, string RequestId) : Operation;

/// <summary>
/// Between the model's operations and the bodies that the engine expects for the same kinds of input.
/// </summary>
public interface IOperationBodies
{
    /// <summary>The body that the engine takes for this operation.</summary>
    object Write(Operation operation);

    /// <summary>The operation in this input's body; null where it has none that the model knows.</summary>
    Operation? Read(in Input input);
}

/// <summary>The operations themselves as bodies: for runs without an engine.</summary>
public sealed class PlainBodies : IOperationBodies
{
    public object Write(Operation operation) => operation;

    public Operation? Read(in Input input) => input.Body as Operation;
}
