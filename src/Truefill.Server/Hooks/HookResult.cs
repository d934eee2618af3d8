namespace Truefill.Server.Hooks;

/// <summary>What became of one event at one receiver.</summary>
/// <param name="IsTold">It took something.</param>
/// <param name="Failure">Why it did not; null: it did, or there was nothing to tell.</param>
internal readonly record struct HookResult(bool IsTold, string? Failure)
{
    public static HookResult Nothing { get; }

    public static HookResult Told { get; } = new(true, null);

    public static HookResult Failed(string why) => new(false, why);
}
