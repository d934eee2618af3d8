namespace Truefill.Server.Alerts;

/// <summary>What became of a post.</summary>
/// <param name="MayWorkLater">It was not taken, and not because of what was posted.</param>
/// <param name="Why">Why it was not taken, without the address, which often is a secret; else empty.</param>
internal readonly record struct WebhookAttempt(bool IsTaken, bool MayWorkLater, string Why)
{
    public static WebhookAttempt Taken { get; } = new(IsTaken: true, MayWorkLater: false, "");
}
