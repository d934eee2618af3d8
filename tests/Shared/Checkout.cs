using System;
using System.IO;

namespace Truefill.Tests;

/// <summary>The checkout that the tests run in, for those that read its files or start what was built there.</summary>
internal static class Checkout
{
    /// <summary>The folder of Truefill.slnx.</summary>
    public static string Root { get; } = Find();

    /// <param name="path">From the root, with slashes.</param>
    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Truefill.slnx"))) return at.FullName;
        throw new InvalidOperationException($"no Truefill.slnx above {AppContext.BaseDirectory}: run in a checkout");
    }
}
