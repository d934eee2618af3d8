using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Truefill.Server.Configuration.Reading;

/// <summary>One number for a set of values, whatever order or layer they came in.</summary>
internal static class Fingerprint
{
    public static string Of(IEnumerable<(string Path, string? Text)> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string path, string? text) in values.OrderBy(value => value.Path, StringComparer.Ordinal))
        {
            // Lengths in front, so that no value can pass for two.
            string line = text is null ? $"{path.Length}:{path}-\n" : $"{path.Length}:{path}{text.Length}:{text}\n";
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
