using Truefill.Domain.Names;

namespace Truefill.Domain;

/// <summary>
/// What decisions may assume beyond the books. The same for the whole life of a journal: a replay does not know of it.
/// </summary>
public sealed record DecidingPolicy
{
    /// <summary>The name of the account of what states none, where the configuration leaves that open.</summary>
    public const string AccountName = "default";

    /// <summary>The strategy that orders entered elsewhere are accounted to.</summary>
    public string AdoptInto { get; init; } = SubLedgers.Manual;

    /// <summary>The account of an execution whose order-less source states none.</summary>
    public string DefaultAccount { get; init; } = AccountName;
}
