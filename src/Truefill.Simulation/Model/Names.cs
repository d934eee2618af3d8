using System;
using System.Collections.Generic;
using Truefill.Domain.Names;

namespace Truefill.Simulation.Model;

/// <summary>An order by the first id that its owner gave it.</summary>
public readonly record struct OrderName(string Account, string ClOrdId)
{
    public override string ToString() => $"order {Account}/{ClOrdId}";
}

public readonly record struct PositionName(string Account, string Strategy, string Symbol)
{
    public override string ToString() => $"position {Account}/{Strategy}/{Symbol}";
}

/// <summary>
/// What the handles in a report stand for. The generator states names; only venues it must state by handle.
/// </summary>
public interface IHandleNames
{
    string Venue(VenueId venue);

    string Account(AccountId account);

    string Symbol(SymbolId symbol);

    OrderName Order(OrderHandle order);
}

/// <summary>Venues by the order of their definition, from 1; no other handles.</summary>
public sealed class DefinedVenues : IHandleNames
{
    private readonly List<string> venues = [];

    public void Add(string venue)
    {
        if (!venues.Contains(venue)) venues.Add(venue);
    }

    public string Venue(VenueId venue) =>
        venue.Value > 0 && venue.Value <= venues.Count ? venues[venue.Value - 1] : $"#{venue.Value}";

    public string Account(AccountId account) => throw new NotSupportedException("account handles need their names");

    public string Symbol(SymbolId symbol) => throw new NotSupportedException("symbol handles need their names");

    public OrderName Order(OrderHandle order) => throw new NotSupportedException("order handles need their names");
}
