namespace Truefill.Journal;

/// <summary>Why a state directory is not opened or made.</summary>
public enum StateDirectoryFault
{
    /// <summary>There is no such directory.</summary>
    Missing,

    /// <summary>It was never initialised, or it was wiped.</summary>
    NotInitialised,

    /// <summary>It cannot be initialised: it holds something.</summary>
    NotEmpty,

    /// <summary>It belongs to another state id.</summary>
    ForeignState,

    /// <summary>No slot of the identity is sound.</summary>
    BadIdentity,

    /// <summary>Another process, or this one, has it open.</summary>
    Locked,

    /// <summary>The file system has no locks, so nobody can be kept out.</summary>
    LockUnsupported,

    /// <summary>Others may write to it, or a part of it lies elsewhere.</summary>
    Insecure,
}
