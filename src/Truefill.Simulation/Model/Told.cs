using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Simulation.Model;

/// <summary>
/// What the engine did of its own accord while it took an input: the only way in which the model learns of it. Each
/// states an intent or a conclusion, never a result: what comes of it the model works out as for anything else, and it
/// objects to what nothing it knows of permits.
/// </summary>
/// <param name="Order">The order that it is about.</param>
public abstract record Told(OrderName Order);

/// <summary>
/// An order that no client asked for: it protects what another one executed, or executes an advisory.
/// </summary>
/// <param name="Protects">The order whose fills it protects, or the exit that it stands beside; null: none.</param>
/// <param name="Advisory">The advisory that it executes; empty: none.</param>
public sealed record ToldOrder(
    OrderName Order, string Strategy, string Symbol, OrderTerms Terms, OrderName? Protects, string Advisory)
    : Told(Order);

/// <summary>The order was taken and has not gone out: what is asked of it takes effect here.</summary>
public sealed record ToldHeld(OrderName Order) : Told(Order);

/// <summary>The order goes out now.</summary>
public sealed record ToldSent(OrderName Order) : Told(Order);

/// <summary>A held order was given up.</summary>
public sealed record ToldGivenUp(OrderName Order) : Told(Order);

/// <summary>The engine asks the venue to cancel or replace an order.</summary>
/// <param name="OrderQty">What a replace asks for; null: a cancel.</param>
public sealed record ToldRequest(OrderName Order, string RequestId, Qty? OrderQty) : Told(Order);

/// <summary>The engine concluded from a venue's answer how an order or a request ended, or that it lives.</summary>
/// <param name="What">As if the venue had reported it; Rejected of a request: as if it had refused that.</param>
/// <param name="RequestId">The cancel or replace that it is about; empty: the order.</param>
/// <param name="OrderQty">In force from now on; null: as it was.</param>
public sealed record ToldConclusion(OrderName Order, ExecType What, string RequestId, Qty? OrderQty) : Told(Order);

/// <summary>The engine concluded from a venue's answer what became of a request that nobody knew the end of.</summary>
/// <param name="RequestId">The cancel or replace; empty: the order itself.</param>
public sealed record ToldResolution(OrderName Order, string RequestId, Resolution As) : Told(Order);
