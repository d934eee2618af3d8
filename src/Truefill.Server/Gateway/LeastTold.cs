using System.IO;
using Truefill.Fix;
using Truefill.Server.FixSessions;

namespace Truefill.Server.Gateway;

/// <summary>
/// The client of the gateway that has been told least, found without a service. What it is still to be told is made
/// out of the journal, from a checkpoint at or before that on. A client counts for as long as its folder is there, also
/// when it is configured no more: once it is again it is told the rest.
/// </summary>
/// <param name="Client">Its CompID.</param>
/// <param name="Seq">Everything up to there was told.</param>
internal readonly record struct LeastTold(string Client, ulong Seq)
{
    /// <summary>Null: there is no client that was ever told anything.</summary>
    public static LeastTold? In(string stateDirectory)
    {
        LeastTold? least = null;
        foreach ((string id, FixRole role, string folder) in FixFolders.Of(stateDirectory))
        {
            if (role != FixRole.Acceptor) continue;
            if (ReportCursor.Look(Path.Combine(folder, ReportOutlet.CursorName)) is not { } told) continue;
            if (least is not { } other || told < other.Seq) least = new LeastTold(id, told);
        }

        return least;
    }
}
