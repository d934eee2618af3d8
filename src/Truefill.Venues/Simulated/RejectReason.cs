namespace Truefill.Venues.Simulated;

/// <summary>Why the venue refuses.</summary>
/// <param name="Code">OrdRejReason(103).</param>
/// <param name="CancelCode">CxlRejReason(102), where a cancel or replace is refused for it.</param>
internal readonly record struct RejectReason(int Code, int CancelCode, string? Text)
{
    public static RejectReason None => default;

    public static RejectReason UnknownSymbol { get; } = new(1, 2, "unknown symbol");

    public static RejectReason Closed { get; } = new(2, 2, "the market is closed");

    public static RejectReason DuplicateOrder { get; } = new(6, 6, "ClOrdID(11) was used before");

    public static RejectReason DuplicateRequest { get; } = new(6, 6, "ClOrdID(11) was used before");

    public static RejectReason UnknownOrder { get; } = new(5, 1, "unknown order");

    public static RejectReason TooLate { get; } = new(4, 0, "too late: the order is closed");

    public static RejectReason ByChance { get; } = new(99, 2, "refused by a seeded fault");

    public static RejectReason TooMany { get; } = new(99, 2, "429: too many requests");

    public bool IsNone => Text is null;

    public static RejectReason ByScript(string text) => new(99, 2, text);

    public static RejectReason BadTerms(string text) => new(11, 2, text);

    public static RejectReason BadQty(string text) => new(13, 2, text);
}
