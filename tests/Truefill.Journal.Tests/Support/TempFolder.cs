using System.IO;

namespace Truefill.Journal.Tests;

/// <summary>A folder of the real disk, for its owner only.</summary>
internal static class TempFolder
{
    public static string Make() => Directory.CreateTempSubdirectory("truefill-journal-").FullName;

    public static void Remove(string path) => Directory.Delete(path, recursive: true);
}
