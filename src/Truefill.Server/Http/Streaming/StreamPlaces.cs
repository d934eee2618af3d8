using System;
using System.Collections.Generic;
using System.Globalization;

namespace Truefill.Server.Http.Streaming;

/// <summary>
/// Who listens. No caller below the role risk takes more than a share, and all of them leave some places: whoever can
/// stop trading is to see it. Not thread-safe.
/// </summary>
internal sealed class StreamPlaces(StreamOptions options)
{
    private readonly Dictionary<string, int> byCaller = new(StringComparer.Ordinal);

    public int Taken { get; private set; }

    /// <summary>Null: taken; else why not.</summary>
    public string? TryTake(Caller caller)
    {
        int own = byCaller.GetValueOrDefault(NameOf(caller));
        if (Taken >= options.ClientsMax) return Text($"{options.ClientsMax} streams are open already");
        if (caller.Role < Role.Risk)
        {
            if (own >= options.ClientsPerCaller) return Text($"you have {own} streams open already");
            if (Taken >= options.ClientsMax - options.ClientsReserved)
                return Text($"{Taken} streams are open already, and the last places are kept for the role risk");
        }

        byCaller[NameOf(caller)] = own + 1;
        Taken++;
        return null;
    }

    public void Free(Caller caller)
    {
        Taken--;
        if (--byCaller[NameOf(caller)] == 0) byCaller.Remove(NameOf(caller));
    }

    // The role too: a user of the Unix socket may be called as a token is.
    private static string NameOf(Caller caller) => $"{caller.Role} {caller.Name}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
