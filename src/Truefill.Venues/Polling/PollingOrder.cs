using Truefill.Domain.Orders;

namespace Truefill.Venues.Polling;

/// <summary>An order for a broker.</summary>
/// <param name="WireId">Our id of it, at most 20 characters of A–Z, 0–9 and '-'; unique for ever.</param>
/// <param name="Terms">Side, quantity, type, prices and life.</param>
public sealed record PollingOrder(string WireId, string Account, string Symbol, OrderTerms Terms);
