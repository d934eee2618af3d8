namespace Truefill.Cli.Tests.Advisories;

/// <summary>
/// An advisory as each door can be asked for it: 100 at 150, stop-loss 2 % below, take-profit 3 % above. The id is the
/// symbol's unless it says otherwise.
/// </summary>
internal sealed record AdvisoryAsk(string Symbol)
{
    public string Id { get; init; } = Symbol;

    public string ReferencePrice { get; init; } = "150";

    public string SlOffset { get; init; } = "-0.02";

    public string TpOffset { get; init; } = "0.03";

    public string Size { get; init; } = "100";

    public string Expires { get; init; } = "2099-01-01T00:00:00Z";

    /// <summary>Empty: the account's.</summary>
    public string Venue { get; init; } = "";
}
