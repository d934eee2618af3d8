using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Fix;
using Truefill.Journal;

namespace Truefill.Server.FixSessions;

/// <summary>The FIX sessions of a state directory, as they are found there without a service.</summary>
public static class FixFolders
{
    /// <summary>That of the gateway's sessions, beside those of venues, which have their ids for names.</summary>
    internal const string Gateway = "gateway";

    /// <summary>Inside a venue's folder, that of its drop copy.</summary>
    internal const string DropCopy = "drop_copy";

    /// <summary>Id, role and folder of each, clients behind venues.</summary>
    public static IEnumerable<(string Id, FixRole Role, string Folder)> Of(string stateDirectory)
    {
        string root = StateLayout.FixIn(stateDirectory);
        foreach (string folder in Sorted(root))
        {
            if (Path.GetFileName(folder) is not (var id and not Gateway)) continue;
            yield return (id, FixRole.Initiator, folder);
            string copy = Path.Combine(folder, DropCopy);
            if (Directory.Exists(copy)) yield return (DropCopyId(id), FixRole.Initiator, copy);
        }

        foreach (string folder in Sorted(Path.Combine(root, Gateway)))
            yield return (Path.GetFileName(folder), FixRole.Acceptor, folder);
    }

    /// <summary>What a venue's drop copy is called.</summary>
    internal static string DropCopyId(string venue) => venue + "/" + DropCopy;

    private static IEnumerable<string> Sorted(string folder) => Directory.Exists(folder)
        ? Directory.GetDirectories(folder).Order(System.StringComparer.Ordinal)
        : [];
}
