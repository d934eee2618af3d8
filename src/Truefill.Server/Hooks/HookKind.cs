namespace Truefill.Server.Hooks;

/// <summary>What hooks are told. The names in lower_snake are those of the configuration and of a webhook.</summary>
public enum HookKind
{
    OnKillSwitch,
    OnReconnect,
    OnPositionSnapshot,
}
