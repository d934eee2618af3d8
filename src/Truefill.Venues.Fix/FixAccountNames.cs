using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Venues.Fix;

/// <summary>
/// What a counterparty calls our accounts where it is not what we do, in both directions; every other name stays as it
/// is. Reading a name allocates nothing. Any thread.
/// </summary>
public sealed class FixAccountNames
{
    private readonly FrozenDictionary<string, string>? theirs;
    private readonly FrozenDictionary<string, string>? ours;

    /// <exception cref="ArgumentException">Two of them share a name, ours or theirs.</exception>
    public FixAccountNames(IReadOnlyCollection<(string Ours, string Theirs)> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) return;
        theirs = Frozen(names.Select(name => KeyValuePair.Create(name.Ours, name.Theirs)));

        // A name that the books know is the same string here: it is compared with theirs by reference.
        ours = Frozen(names.Select(name => KeyValuePair.Create(name.Theirs, string.Intern(name.Ours))));
    }

    /// <summary>The counterparty has our names.</summary>
    public static FixAccountNames Same { get; } = new([]);

    /// <summary>Account(1) as it goes out.</summary>
    public string Theirs(string account) => theirs?.GetValueOrDefault(account, account) ?? account;

    /// <summary>Account(1) as it is read back.</summary>
    public string Ours(string account) => ours?.GetValueOrDefault(account, account) ?? account;

    // A second one of a name would silently take the place of the first.
    private static FrozenDictionary<string, string> Frozen(IEnumerable<KeyValuePair<string, string>> names) =>
        new Dictionary<string, string>(names, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
}
