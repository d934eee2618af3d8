namespace Truefill.Engine.Inputs;

/// <summary>A clean stop.</summary>
public sealed record EngineStop(string Reason);
