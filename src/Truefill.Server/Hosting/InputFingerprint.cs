using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <summary>
/// Tells an input again when it is sent again: by what it says, and not by when it came, its number on the wire, or the
/// question that it answers, which are new each time.
/// </summary>
internal static class InputFingerprint
{
    /// <summary>SHA-256 of the text, in hexadecimal digits.</summary>
    public static string Of(in Input input) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text(in input))));

    public static string Text(in Input input)
    {
        StringBuilder text = new();
        text.Append(input.Kind).Append(' ').Append(input.Source).Append(' ');
        if (input.Kind == InputKind.ExecutionReport) Add(text, in input.Report);
        else if (input.Body is VenueAnswer answer) Add(text, answer);
        else text.Append(input.Body);
        return text.ToString();
    }

    private static void Add(StringBuilder text, in ExecutionReport report)
    {
        ExecutionReport said = report;
        (said.Order, said.VenueSeq, said.PossDup) = (default, 0, false);
        text.Append(said);
    }

    private static void Add(StringBuilder text, VenueAnswer answer)
    {
        text.Append(answer.Venue).Append(' ').Append(answer.Kind).Append(' ').Append(answer.Status);
        foreach (ExecutionReport order in answer.Orders) Add(text.Append(' '), in order);
        AddAll(text, answer.Positions);
        AddAll(text, answer.Balances);
    }

    private static void AddAll<T>(StringBuilder text, IReadOnlyList<T> rows)
    {
        foreach (T row in rows) text.Append(' ').Append(row);
    }
}
