namespace Truefill.Domain.Reconciliation;

/// <summary>The life of a break. Numbers are frozen.</summary>
public enum BreakState : byte
{
    Open = 1,

    /// <summary>A person has said where it comes from; it still differs.</summary>
    Explained = 2,

    /// <summary>A person has closed it, or both sides agree again.</summary>
    Resolved = 3,
}
