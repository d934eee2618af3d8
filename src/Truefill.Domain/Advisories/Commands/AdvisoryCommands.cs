namespace Truefill.Domain.Advisories.Commands;

/// <summary>Puts an advisory up for a decision. Empty account or venue: the only one there is, if so.</summary>
/// <param name="By">Who or what proposes it.</param>
public sealed record ProposeAdvisory(FrozenSnapshot Snapshot, string By);

/// <summary>A named person approves or declines it.</summary>
/// <param name="SnapshotHash">What the person saw; empty: whatever is proposed under that id.</param>
/// <param name="By">Never empty.</param>
public sealed record DecideAdvisory(string AdvisoryId, bool Approve, string SnapshotHash, string By, string Reason);

/// <summary>Executes an approved advisory, once.</summary>
/// <param name="RequiresBuyingPower">Refuses where no fresh account report says what may be bought (live).</param>
public sealed record ExecuteAdvisory(string AdvisoryId, bool RequiresBuyingPower, string By);
