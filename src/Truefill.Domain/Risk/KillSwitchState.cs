namespace Truefill.Domain.Risk;

/// <summary>How strong a kill switch is. Ordered: the stronger is the greater. Numbers are frozen.</summary>
public enum KillSwitchState : byte
{
    Off = 0,

    /// <summary>Shown; orders may proceed.</summary>
    Warning = 1,

    /// <summary>Nothing that adds risk goes out.</summary>
    Active = 2,
}
