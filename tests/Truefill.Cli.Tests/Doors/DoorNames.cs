namespace Truefill.Cli.Tests.Doors;

/// <summary>The doors that there are.</summary>
internal static class DoorNames
{
    public static readonly string[] All = ["cli", "http", "fix", "alpaca", "advisory"];
}
