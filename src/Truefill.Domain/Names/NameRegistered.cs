namespace Truefill.Domain.Names;

/// <summary>A name got its handle. Handles of a kind count up from 1 without a gap.</summary>
public readonly record struct NameRegistered(NameKind Kind, int Handle, string Name);
