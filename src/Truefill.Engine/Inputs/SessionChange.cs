namespace Truefill.Engine.Inputs;

/// <summary>A venue's session was logged on, is silent, or ended for a reason.</summary>
public sealed record SessionChange(string Venue, string Reason = "");
