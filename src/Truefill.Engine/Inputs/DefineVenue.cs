namespace Truefill.Engine.Inputs;

/// <summary>A venue of the configuration.</summary>
public sealed record DefineVenue(string Venue, bool ReadOnly);
