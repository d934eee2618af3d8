namespace Truefill.Domain.Engine;

/// <summary>How an action of a person or program ended.</summary>
public enum AuditOutcome : byte
{
    /// <summary>Not known yet: the input that follows decides it.</summary>
    Pending = 0,

    /// <summary>It took effect.</summary>
    Done = 1,

    /// <summary>The engine refused it, for the reason that stands beside.</summary>
    Denied = 2,

    /// <summary>It was not allowed to reach the engine: credential, role, account, origin or rate.</summary>
    Refused = 3,

    /// <summary>Nothing was left to do: it repeats something, or its object had ended.</summary>
    NoEffect = 4,
}
