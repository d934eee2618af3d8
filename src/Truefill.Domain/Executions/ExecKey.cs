using Truefill.Domain.Names;

namespace Truefill.Domain.Executions;

/// <summary>
/// What makes an execution the same one on every feed of a venue: the venue, the scope in which it gives each id once,
/// and the id. Built by the adapter. Accounts are content, not key.
/// </summary>
/// <param name="Scope">
/// 0: unique for ever; a day number (days since 1970) where the venue starts its ids anew each trade date.
/// </param>
public readonly record struct ExecKey(VenueId Venue, int Scope, in ExecId ExecId)
{
    /// <summary>ExecID(17). A field, so that reading a part of it does not copy all.</summary>
    public readonly ExecId ExecId = ExecId;
}
